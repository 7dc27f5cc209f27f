import type { components } from '../../src/api/schema.ts'
import { json, Refusal } from '../answers.ts'
import { type Asked, needAdmin, needKey, needVersion, noSuchAddress } from '../asked.ts'
import { nextId } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'

type Schemas = components['schemas']

type AccountWish = {
  readonly channel: string
  readonly name: string
  readonly team: string
  readonly values: Record<string, string>
  readonly hours: Schemas['BusinessHours'] | null
}

const connectable: Schemas['ConnectableChannel'][] = [
  {
    channel: 'telegram',
    ownAddress: true,
    handshake: false,
    calls: false,
    fields: [
      { word: 'botName', secret: false, required: true, form: '@?[A-Za-z][A-Za-z0-9_]{3,31}' },
      { word: 'botToken', secret: true, required: true, form: '[0-9]{3,20}:[A-Za-z0-9_-]{10,100}' },
    ],
  },
  {
    channel: 'messenger',
    ownAddress: false,
    handshake: true,
    calls: false,
    fields: [
      { word: 'pageId', secret: false, required: true, form: '[0-9]{5,25}' },
      { word: 'pageName', secret: false, required: true, form: '.{1,100}' },
      { word: 'accessToken', secret: true, required: true, form: '.{20,1000}' },
      { word: 'appSecret', secret: true, required: true, form: '[0-9a-f]{32}' },
    ],
  },
  {
    channel: 'instagram',
    ownAddress: false,
    handshake: true,
    calls: false,
    fields: [
      { word: 'login', secret: false, required: false, form: 'page|instagram' },
      { word: 'accountId', secret: false, required: true, form: '[0-9]{5,25}' },
      { word: 'userName', secret: false, required: true, form: '@?[A-Za-z0-9._]{1,30}' },
      { word: 'accessToken', secret: true, required: true, form: '.{20,1000}' },
      { word: 'appSecret', secret: true, required: true, form: '[0-9a-f]{32}' },
    ],
  },
  {
    channel: 'voice',
    ownAddress: true,
    handshake: false,
    calls: true,
    fields: [
      { word: 'number', secret: false, required: true, form: '\\+[1-9][0-9]{5,14}' },
      { word: 'authToken', secret: true, required: true, form: '[0-9a-f]{32}' },
    ],
  },
]

/** `/v1/channels`: what can be connected. */
export function channels(_: Workspace, asked: Asked): Response {
  if (asked.method !== 'GET') throw noSuchAddress()
  needAdmin(asked)
  return json(200, { items: connectable })
}

/** `/v1/accounts`: connecting an inbox to an account at a provider. */
export function accounts(workspace: Workspace, asked: Asked): Response {
  if (asked.method !== 'POST') throw noSuchAddress()
  needAdmin(asked)
  needKey(asked)
  const made = connected(`inbox-${nextId()}`, 1, asked.body as AccountWish)
  workspace.accounts.push(made)
  return json(201, made)
}

export function accountOf(workspace: Workspace, id: string | undefined): Schemas['ProviderAccount'] {
  const known = workspace.accounts.find((each) => each.id === id)
  if (known === undefined) throw new Refusal(404, 'not-found', 'There is no such inbox.')
  return known
}

/** Whether the provider knows us: of what is connected here, always. */
export function testAccount(workspace: Workspace, { id }: Asked): Response {
  accountOf(workspace, id)
  return json(200, { works: true, steps: [{ step: 'account', cause: null, trouble: null }] } satisfies Schemas['AccountTest'])
}

export function changeAccount(workspace: Workspace, asked: Asked): Response {
  const before = accountOf(workspace, asked.id)
  if (needVersion(asked) !== before.version) {
    throw new Refusal(409, 'inbox-changed', 'Somebody changed this inbox since you looked.')
  }
  const after = connected(before.id, before.version + 1, asked.body as AccountWish)
  workspace.accounts = workspace.accounts.map((each) => (each === before ? after : each))
  return json(200, after)
}

/** Secrets are taken in and never given out. */
function connected(id: string, version: number, wish: AccountWish): Schemas['ProviderAccount'] {
  const fields = connectable.find((each) => each.channel === wish.channel)?.fields ?? []
  const wrong = fields.find((each) => !each.secret && !new RegExp(`^${each.form}$`).test(wish.values[each.word] ?? ''))
  if (wrong !== undefined) throw new Refusal(400, 'invalid-field', 'It has another form.', { field: `values.${wrong.word}` })
  const shown = fields.filter((each) => !each.secret).map((each) => each.word)
  return {
    id,
    version,
    channel: wish.channel,
    name: wish.name,
    team: wish.team,
    values: Object.fromEntries(Object.entries(wish.values).filter(([word]) => shown.includes(word))),
    hours: wish.hours,
    secrets: fields.filter((each) => each.secret).map((each) => each.word),
    webhooks: `https://relais.test/webhooks/${wish.channel}/${id}`,
    verifyToken: wish.channel === 'messenger' ? 'verify-me' : null,
  }
}
