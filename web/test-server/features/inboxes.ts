import type { components } from '../../src/api/schema.ts'
import { json, Refusal } from '../answers.ts'
import { type Asked, needAdmin, needKey, needVersion, noSuchAddress } from '../asked.ts'
import { inboxes as demoInboxes, nextId, usualInbox } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'
import { accountOf, changeAccount, testAccount } from './inbox-accounts.ts'
import { listProducts } from './templates.ts'

type Schemas = components['schemas']

/** `/v1/inboxes`: their list, each of them, and how well it is connected. */
export function inboxes(workspace: Workspace, asked: Asked): Response {
  switch (asked.method) {
    case 'GET':
      return show(workspace, asked)
    case 'POST':
      needAdmin(asked)
      if (asked.act === 'account') return testAccount(workspace, asked)
      return asked.act === 'test-messages' ? sendTestMessage(workspace, asked) : addInbox(workspace, asked)
    case 'PUT':
      needAdmin(asked)
      if (asked.act === 'account') return changeAccount(workspace, asked)
      return asked.act === 'test-messages' ? sendTestMessage(workspace, asked) : changeInbox(workspace, asked)
    default:
      throw noSuchAddress()
  }
}

function show(workspace: Workspace, asked: Asked): Response {
  const { id, act, query } = asked
  if (act === 'templates') return json(200, workspace.templates)
  if (act === 'products') return listProducts(workspace, query)
  needAdmin(asked)
  switch (act ?? '') {
    case 'standing':
      return json(200, workspace.standing)
    case 'account':
      return json(200, accountOf(workspace, id))
    case 'domains':
      return json(200, { checkedAt: workspace.time(), items: workspace.domains })
    case 'connection':
      return json(200, workspace.connection)
    default:
      return json(200, id === undefined ? { items: linesOf(workspace) } : settingsOf(workspace, id))
  }
}

function linesOf({ now, silent, token }: Workspace): Schemas['InboxLine'][] {
  const ago = (minutes: number) => new Date(now() - minutes * 60_000).toISOString()
  return demoInboxes.map((inbox) => ({
    ...inbox,
    aliases: inbox.id === 'support' ? ['help@harbourgoods.example'] : [],
    lastIn: inbox.id === 'sales' ? null : ago(7),
    lastOut: ago(26),
    silent: silent && inbox.id === 'support',
    failures: inbox.id === 'support' ? 2 : 0,
    token: inbox.channel === 'whatsapp' ? token : null,
    policy:
      inbox.channel === 'email' ? { spam: 'deliver' as const, spamLabel: null, admitsInfected: false, adoptsOriginalSender: false } : null,
  }))
}

function settingsOf({ settings }: Workspace, id: string): Schemas['InboxSettings'] {
  const known = settings.find((each) => each.id === id)
  if (known === undefined) throw new Refusal(404, 'not-found', 'There is no such inbox.')
  return known
}

function addInbox(workspace: Workspace, asked: Asked): Response {
  needKey(asked)
  const { name, team, address } = asked.body as { name: string; team: string; address: string }
  const made = { ...usualInbox(`inbox-${nextId()}`, name, address), team }
  workspace.settings.push(made)
  return json(201, made)
}

function changeInbox(workspace: Workspace, asked: Asked): Response {
  const before = settingsOf(workspace, asked.id ?? '')
  if (needVersion(asked) !== before.version) {
    throw new Refusal(409, 'inbox-changed', 'Somebody changed this inbox since you looked.')
  }
  const after = { ...before, ...asked.body, version: before.version + 1 }
  workspace.settings = workspace.settings.map((each) => (each === before ? after : each))
  return json(200, after)
}

/** A message to ourselves. It stays on its way: no provider is there to bring it back. */
function sendTestMessage(workspace: Workspace, asked: Asked): Response {
  needKey(asked)
  const testMessage = { id: nextId(), startedAt: workspace.time(), state: 'queued' as const, reason: null, returnedAt: null, seconds: null }
  workspace.connection = { ...workspace.connection, testMessage }
  return json(201, testMessage)
}
