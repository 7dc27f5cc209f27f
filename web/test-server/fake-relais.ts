import type { components } from '../src/api/schema.ts'
import type { LiveEvent } from '../src/api/types.ts'
import { json, Refusal } from './answers.ts'
import { demoProducts, productsOf, sentTemplate } from './demo-shop.ts'
import {
  plainMail,
  demoConversations,
  demoDomains,
  demoLedger,
  demoQuarantine,
  demoTemplates,
  demoRules,
  inboxes,
  type Kept,
  labels,
  nextId,
  people,
  type Person,
  teams,
  usualInbox,
} from './demo-workspace.ts'

type Schemas = components['schemas']
type Cause = Extract<LiveEvent, { type: 'conversation' }>['causes'][number]

const timelinePage = 20

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


/** The contract of `/v1`, kept in memory. One instance is one workspace. */
export class FakeRelais {
  private readonly conversations: Kept[]
  private rules = demoRules()
  accounts: Schemas['ProviderAccount'][] = []
  private settings = inboxes
    .filter((inbox) => inbox.channel === 'email')
    .map((inbox) => usualInbox(inbox.id, inbox.name, inbox.address))
  private quarantine: Schemas['QuarantineItem'][]
  private ledger: Schemas['Ledger']
  private readonly people: Person[] = people.map((person) => ({ ...person }))
  /** Automatic mail that is held: none, until a test says so. */
  held: Schemas['HeldMail'] = { count: 0, inboxes: [] }
  /** Whether it is unusual that nothing came to Support. */
  silent = false
  token: Schemas['InboxLine']['token'] = { state: 'lasts', endsAt: null, prolonging: null }
  /** What the domains of inboxes have; tests change it. */
  domains: Schemas['Domain'][] = demoDomains()
  /** What the provider approved; tests change it. */
  templates: Schemas['TemplateList']
  /** What the shop sells, and what hinders asking it; tests change both. */
  products: readonly Schemas['Product'][] = demoProducts
  productsTrouble: Schemas['ProductsTrouble'] | null = null
  standing: Schemas['Standing'] = { quality: null, limit: null, status: null, review: null, asOf: null, news: [] }
  /** What stands aside in each inbox. */
  connection: Schemas['Connection'] = { testMessage: null, requests: [] }
  /** What is held against addresses; none, until a test says so. */
  warnings: Schemas['RecipientWarning'][] = []
  private readonly keyed = new Map<string, { status: number; body: string }>()
  private readonly listeners = new Set<(event: LiveEvent) => void>()
  private readonly habits = new Map<string, Schemas['WritingHabit']>()
  /** How long replies can be taken back; tests say when that matters to them. */
  undoSeconds = 0
  quotes = true
  private readonly photos = new Map<string, string>()
  private readonly drafts = new Map<string, Schemas['Draft']>()
  private versions = 0
  private readonly tickets = new Set<string>()
  /** Answers with this status instead of doing anything, as often as it says. */
  private trouble = { status: 0, times: 0 }
  /** How often each path was asked, for tests that count. */
  readonly asked: string[] = []

  constructor(private readonly now: () => number = Date.now) {
    this.conversations = demoConversations(now())
    this.quarantine = demoQuarantine(now())
    this.templates = demoTemplates(now())
    this.ledger = demoLedger(now())
  }

  onEvent(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Whether a ticket opens the live socket; each one does once. */
  useTicket(ticket: string): boolean {
    return this.tickets.delete(ticket)
  }

  /** Answers a request of the app. */
  async handle(request: Request, live: string): Promise<Response> {
    const url = new URL(request.url)
    this.asked.push(`${request.method} ${url.pathname}`)
    try {
      if (url.pathname.startsWith('/test/')) return await this.play(url.pathname, request)
      if (this.trouble.times > 0) {
        this.trouble.times -= 1
        throw new Refusal(this.trouble.status, 'trouble', 'The test server was told to answer so.')
      }
      return await this.answer(request, url, this.personOf(request), live)
    } catch (failure) {
      if (failure instanceof Refusal) return failure.answer()
      throw failure
    }
  }

  private personOf(request: Request): Person {
    const token = (request.headers.get('Authorization') ?? '').replace('Bearer ', '')
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}',
    ) as { email?: string; exp?: number }
    if (claims.email === undefined || (claims.exp ?? 0) * 1000 < this.now()) {
      throw new Refusal(401, 'signed-out', 'Sign in again.')
    }
    const person = this.people.find((each) => `${each.id}@harbourgoods.example` === claims.email)
    if (person === undefined) throw new Refusal(403, 'unknown-user', 'Ask an administrator to add you.')
    return person
  }

  private async answer(request: Request, url: URL, me: Person, live: string): Promise<Response> {
    const path = url.pathname.split('/').slice(2)
    const body = request.method === 'POST' || request.method === 'PUT' ? await readBody(request) : {}
    const key = request.headers.get('Idempotency-Key')
    if (key !== null) {
      const before = this.keyed.get(key)
      if (before !== undefined) return new Response(before.body, { status: before.status })
    }
    const answer = this.route(request.method, path, url, body, request, me, live)
    if (key !== null && answer.ok) this.keyed.set(key, { status: answer.status, body: await answer.clone().text() })
    return answer
  }

  private route(
    method: string,
    path: readonly string[],
    url: URL,
    body: Record<string, unknown>,
    request: Request,
    me: Person,
    live: string,
  ): Response {
    const [room, id, act, entry, what] = path
    const name = `${method} ${room ?? ''}`
    switch (name) {
      case 'GET session':
        return json(200, this.session(me))
      case 'GET counts':
        return json(200, this.counts(me))
      case 'PUT workspace':
        needAdmin(me)
        if (id === 'quoting') this.quotes = body.quotes === true
        else this.undoSeconds = Number(body.seconds)
        return json(200, this.session(me).workspace)
      case 'GET me':
        return json(200, this.habits.get(me.id) ?? { signature: null, quotes: this.quotes })
      case 'DELETE me':
        this.photos.delete(me.id)
        return json(200, { photo: null })
      case 'PUT me':
        if (id === 'photo') {
          this.photos.set(me.id, `photo-${this.photos.size}`)
          return json(200, { photo: this.photos.get(me.id) ?? null })
        }
        if (id === 'writing') {
          this.habits.set(me.id, body as Schemas['WritingHabit'])
          return json(200, body)
        }
        me.available = body.available === true
        return json(200, { available: me.available })
      case 'POST live': {
        const ticket = crypto.randomUUID()
        this.tickets.add(ticket)
        return json(200, { ticket, url: live })
      }
      case 'GET conversations': {
        if (id === undefined) return json(200, this.list(url.searchParams, me))
        const kept = this.find(id, me)
        if (act === undefined) return json(200, this.detail(kept))
        if (act === 'templates') return json(200, this.templates)
        if (act === 'products') return this.listProducts(url.searchParams)
        if (act === 'drafts') return json(200, { items: this.draftsOf(me, id).map(([, draft]) => draft) })
        if (act === 'timeline') return json(200, timelineBefore(kept, url.searchParams.get('cursor') ?? ''))
        const message = kept.entries.find((each) => each.id === entry)
        if (message?.kind !== 'message') throw new Refusal(404, 'not-found', 'There is no such message.')
        if (what === 'body') return json(200, { text: message.text.repeat(3), html: null })
        return json(200, { url: '/test/file' })
      }
      case 'PUT conversations':
        return this.keepDraft(this.find(id ?? '', me).row.id, entry as 'reply' | 'note' | 'aside', body, needVersion(request), me)
      case 'GET drafts':
        return json(200, this.drafts.get(`${me.id}  first`) ?? { kind: 'first', version: 0, at: this.time(), content: '' })
      case 'PUT drafts':
        return this.keepDraft(null, 'first', body, needVersion(request), me)
      case 'POST conversations':
        if (id === undefined) {
          needKey(request)
          return this.begin(body as Schemas['NewConversationRequest'], me)
        }
        return this.change(this.find(id, me), act ?? '', entry, what, body, request, me)
      case 'GET rules':
        return json(200, { items: this.rules })
      case 'POST rules':
      case 'PUT rules':
      case 'DELETE rules':
        return this.changeRules(method, id, body, request, me)
      case 'GET quarantine':
        needAdmin(me)
        return json(200, id === undefined ? { items: this.quarantine, next: null } : { url: '/test/file' })
      case 'POST quarantine':
      case 'DELETE quarantine':
        needAdmin(me)
        this.quarantine = this.quarantine.filter((item) => item.id !== id)
        this.tell({ type: 'quarantine' })
        return method === 'POST' ? json(202, {}) : new Response(null, { status: 204 })
      case 'GET ledger':
        needAdmin(me)
        return json(200, this.ledger)
      case 'POST ledger':
        needAdmin(me)
        return json(202, id === 'runs' ? this.runLedger() : this.takeIn(body))
      case 'GET held':
        needAdmin(me)
        return json(200, this.held)
      case 'POST held': {
        needAdmin(me)
        const done = this.held.count
        this.held = { count: 0, inboxes: [] }
        return json(202, { done, left: false })
      }
      case 'GET channels':
        needAdmin(me)
        return json(200, { items: connectable })
      case 'POST accounts':
        needAdmin(me)
        needKey(request)
        return this.connectInbox(body as AccountWish)
      case 'GET inboxes':
        if (act === 'templates') return json(200, this.templates)
        if (act === 'products') return this.listProducts(url.searchParams)
        needAdmin(me)
        if (act === 'standing') return json(200, this.standing)
        if (act === 'account') return json(200, this.account(id))
        if (act === 'domains') return json(200, { checkedAt: this.time(), items: this.domains })
        if (act === 'connection') return json(200, this.connection)
        return json(200, id === undefined ? { items: this.inboxLines() } : this.inboxSettings(id))
      case 'POST inboxes':
      case 'PUT inboxes':
        needAdmin(me)
        if (act === 'account') return this.changeAccount(method, id, body as AccountWish, request)
        if (act === 'test-messages') {
          needKey(request)
          const testMessage = { id: nextId(), startedAt: this.time(), state: 'queued' as const, reason: null, returnedAt: null, seconds: null }
          this.connection = { ...this.connection, testMessage }
          return json(201, testMessage)
        }
        return this.changeInbox(method, id, body, request)
      default:
        throw new Refusal(404, 'not-found', 'There is no such address.')
    }
  }

  /** What was taken in has arrived by the time of the next run. */
  private runLedger(): Schemas['LedgerRun'] {
    const at = new Date(this.now()).toISOString()
    const missing = this.ledger.missing.length
    const run = { from: this.ledger.from, to: this.ledger.to, startedAt: at, listed: 16, finishedAt: at }
    this.ledger = {
      ...this.ledger,
      run,
      days: this.ledger.days.map((day, index) => ({
        ...day,
        checkedAt: at,
        underway: day.underway + (index === 0 ? day.missing - missing : 0),
        missing: index === 0 ? missing : day.missing,
      })),
    }
    return run
  }

  private takeIn(body: Record<string, unknown>): Schemas['TakenIn'] {
    const wanted = this.ledger.missing.filter((mail) => body.key === null || body.key === mail.key)
    this.ledger = { ...this.ledger, missing: this.ledger.missing.filter((mail) => !wanted.includes(mail)) }
    return { taken: wanted.length, failed: 0, more: false }
  }

  private inboxLines(): Schemas['InboxLine'][] {
    const ago = (minutes: number) => new Date(this.now() - minutes * 60_000).toISOString()
    return inboxes.map((inbox) => ({
      ...inbox,
      aliases: inbox.id === 'support' ? ['help@harbourgoods.example'] : [],
      lastIn: inbox.id === 'sales' ? null : ago(7),
      lastOut: ago(26),
      silent: this.silent && inbox.id === 'support',
      failures: inbox.id === 'support' ? 2 : 0,
      token: inbox.channel === 'whatsapp' ? this.token : null,
      policy:
        inbox.channel === 'email' ? { spam: 'deliver' as const, spamLabel: null, admitsInfected: false, adoptsOriginalSender: false } : null,
    }))
  }

  private account(id: string | undefined): Schemas['ProviderAccount'] {
    const known = this.accounts.find((each) => each.id === id)
    if (known === undefined) throw new Refusal(404, 'not-found', 'There is no such inbox.')
    return known
  }

  private connectInbox(wish: AccountWish): Response {
    const made = connected(`inbox-${nextId()}`, 1, wish)
    this.accounts.push(made)
    return json(201, made)
  }

  private changeAccount(method: string, id: string | undefined, wish: AccountWish, request: Request): Response {
    const before = this.account(id)
    if (method === 'POST') {
      return json(200, { works: true, steps: [{ step: 'account', cause: null, trouble: null }] } satisfies Schemas['AccountTest'])
    }
    if (needVersion(request) !== before.version) {
      throw new Refusal(409, 'inbox-changed', 'Somebody changed this inbox since you looked.')
    }
    const after = connected(before.id, before.version + 1, wish)
    this.accounts = this.accounts.map((each) => (each === before ? after : each))
    return json(200, after)
  }

  private inboxSettings(id: string): Schemas['InboxSettings'] {
    const known = this.settings.find((each) => each.id === id)
    if (known === undefined) throw new Refusal(404, 'not-found', 'There is no such inbox.')
    return known
  }

  private changeInbox(
    method: string,
    id: string | undefined,
    body: Record<string, unknown>,
    request: Request,
  ): Response {
    if (method === 'POST') {
      needKey(request)
      const { name, team, address } = body as { name: string; team: string; address: string }
      const made = { ...usualInbox(`inbox-${nextId()}`, name, address), team }
      this.settings.push(made)
      return json(201, made)
    }
    const before = this.inboxSettings(id ?? '')
    if (needVersion(request) !== before.version) {
      throw new Refusal(409, 'inbox-changed', 'Somebody changed this inbox since you looked.')
    }
    const after = { ...before, ...body, version: before.version + 1 }
    this.settings = this.settings.map((each) => (each === before ? after : each))
    return json(200, after)
  }

  private session(me: Person): Schemas['Session'] {
    return {
      user: { ...me, email: `${me.id}@harbourgoods.example`, telephone: null, photo: this.photos.get(me.id) ?? null },
      workspace: { name: 'Harbour Goods', undoSeconds: this.undoSeconds, quotes: this.quotes },
      inboxes,
      teams,
      users: this.people.map(({ id, name, available }) => ({ id, name, available, photo: this.photos.get(id) ?? null })),
      labels,
      settingsVersion: 1,
    }
  }

  /** What somebody began to write in a conversation, by its place. */
  private draftsOf(me: Person, conversation: string) {
    return [...this.drafts].filter(([place]) => place.startsWith(`${me.id} ${conversation} `))
  }

  /** @param conversation null outside of any */
  private keepDraft(conversation: string | null, kind: Schemas['Draft']['kind'], body: Record<string, unknown>, version: number, me: Person): Response {
    const place = `${me.id} ${conversation ?? ''} ${kind}`
    const known = this.drafts.get(place)
    if (known !== undefined && known.version !== version) {
      throw new Refusal(409, 'draft-changed', 'You went on writing this on another device.')
    }
    this.versions += 1
    const draft = { kind, version: this.versions, at: this.time(), content: textOf(body.content) }
    this.drafts.set(place, draft)
    this.tell({ type: 'draft', id: conversation, kind, version: draft.version })
    return json(200, draft)
  }

  private sees(me: Person, kept: Kept): boolean {
    return me.role === 'admin' || me.teams.includes(kept.row.team) || kept.row.assignee === me.id
  }

  private counts(me: Person): Schemas['Counts'] {
    const seen = this.conversations.filter((kept) => this.sees(me, kept)).map((kept) => kept.row)
    const open = seen.filter((row) => row.status === 'open')
    return {
      new: open.filter((row) => row.assignee === null).length,
      mine: open.filter((row) => row.assignee === me.id).length,
      closed: seen.length - open.length,
      teams: Object.fromEntries(teams.map((team) => [team.id, open.filter((row) => row.team === team.id).length])),
      quarantine: me.role === 'admin' ? this.quarantine.length : 0,
    }
  }

  private list(query: URLSearchParams, me: Person): Schemas['RowPage'] {
    const view = query.get('view')
    const rows = this.conversations
      .filter((kept) => this.sees(me, kept))
      .map((kept) => kept.row)
      .filter((row) => {
        if (view === 'drafts') return this.draftsOf(me, row.id).some(([, draft]) => draft.content !== '')
        if (view === 'closed') return row.status === 'closed'
        if (row.status !== 'open') return false
        if (view === 'new') return row.assignee === null
        if (view === 'mine') return row.assignee === me.id
        return row.team === query.get('team')
      })
      .sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
    const from = Number(query.get('cursor') ?? 0)
    const limit = Number(query.get('limit') ?? 50)
    return { items: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null }
  }

  private find(id: string, me: Person): Kept {
    const kept = this.conversations.find((each) => each.row.id === id)
    if (kept === undefined || !this.sees(me, kept)) {
      throw new Refusal(404, 'not-found', 'There is no such conversation.')
    }
    return kept
  }

  private detail(kept: Kept): Schemas['ConversationDetail'] {
    const others = this.conversations.filter((each) => each.contact.id === kept.contact.id)
    const start = Math.max(0, kept.entries.length - timelinePage)
    return {
      conversation: kept.row,
      contact: { ...kept.contact, conversations: others.map(({ row }) => row) },
      replyTo: kept.replyTo,
      recipientWarnings: this.warnings,
      sides: [],
      related: [],
      merged: null,
      files: filesOf(kept.row.channel),
      timeline: kept.entries.slice(start),
      earlier: start > 0 ? (kept.entries[start]?.id ?? null) : null,
    }
  }

  private change(
    kept: Kept,
    act: string,
    entry: string | undefined,
    what: string | undefined,
    body: Record<string, unknown>,
    request: Request,
    me: Person,
  ): Response {
    const author: Schemas['Author'] = { kind: 'agent', id: me.id, name: me.name }
    const { row } = kept
    switch (act) {
      case 'replies':
        if (entry === 'preview') {
          const html = textOf(body.html).replaceAll('{{contact.name}}', kept.contact.name)
          return json(200, { text: textOf(body.text), html: `${html}<blockquote>${kept.row.preview}</blockquote>` })
        }
        needKey(request)
        return this.reply(kept, body, needVersion(request), author)
      case 'notes': {
        needKey(request)
        this.drafts.delete(`${me.id} ${row.id} note`)
        const note: Schemas['Note'] = {
          kind: 'note',
          id: nextId(),
          at: this.time(),
          author,
          text: textOf(body.text),
          html: textOf(body.html),
          whole: true,
        }
        kept.entries.push(note)
        this.touch(kept, 'note')
        return json(201, { entry: note, conversation: row })
      }
      case 'messages': {
        const waiting = kept.entries.find((each) => each.id === entry)
        if (what !== 'retry' && waiting?.kind === 'message') return this.changeWaiting(kept, waiting, what ?? '', body, me)
        needKey(request)
        const message = kept.entries.find((each) => each.id === entry)
        if (message?.kind !== 'message' || message.status?.state !== 'failed') {
          throw new Refusal(409, 'not-failed', 'This message did not fail.')
        }
        message.status = { ...message.status, state: 'queued', attempt: message.status.attempt + 1, code: null, cause: null, reason: null, at: this.time() }
        row.failed = false
        this.touch(kept, 'status')
        this.deliver(kept, message)
        return json(202, { entry: message, conversation: row })
      }
      case 'assign': {
        if (needVersion(request) !== row.version) throw new Refusal(409, 'owner-changed', 'Somebody changed the owner.')
        const agent = body.agent === null ? null : textOf(body.agent)
        if (body.team !== null && body.team !== row.team) {
          this.happen(kept, author, 'moved', row.team, textOf(body.team))
          row.team = textOf(body.team)
        }
        if (agent !== row.assignee) this.happen(kept, author, 'assigned', row.assignee, agent)
        row.assignee = agent
        this.touch(kept, 'owner')
        return json(200, { conversation: row })
      }
      case 'unmark':
        this.warnings = this.warnings.filter(({ address }) => address !== body.address)
        this.happen(kept, author, 'unmarked', 'bouncing', textOf(body.address))
        this.touch(kept, 'status')
        return json(200, { conversation: row })
      case 'labels': {
        needVersion(request)
        const { add, remove } = body as { add: string[]; remove: string[] }
        for (const label of add) this.happen(kept, author, 'labelled', null, label)
        for (const label of remove) this.happen(kept, author, 'unlabelled', null, label)
        row.labels = [...new Set([...row.labels, ...add])].filter((label) => !remove.includes(label))
        this.touch(kept, 'labels')
        return json(200, { conversation: row })
      }
      case 'close':
        if (kept.written.some(({ version, author: by }) => version > needVersion(request) && by.kind === 'contact')) {
          throw new Refusal(409, 'message-crossed', 'The customer wrote meanwhile.')
        }
        this.close(kept, author)
        return json(200, { conversation: row })
      case 'reopen':
        needVersion(request)
        row.status = 'open'
        this.happen(kept, author, 'reopened', null, null)
        this.touch(kept, 'reopened')
        return json(200, { conversation: row })
      default:
        throw new Refusal(404, 'not-found', 'There is no such address.')
    }
  }

  private reply(kept: Kept, body: Record<string, unknown>, version: number, author: Schemas['Author']): Response {
    const crossed = kept.written.filter((each) => each.version > version)
    if (crossed.length > 0) {
      throw new Refusal(409, 'reply-crossed', 'Somebody wrote meanwhile.', {
        crossedBy: crossed.map(({ author: by, at }) => ({ author: { kind: by.kind, id: by.id, name: by.name }, at })),
      })
    }
    this.drafts.delete(`${author.id} ${kept.row.id} reply`)
    const dueAt = this.dueAt(body.sendAt)
    const { template } = body as { template?: Schemas['TemplateRequest'] }
    if (template !== undefined) body.text = this.filled(template)
    if (dueAt !== null) {
      const message = this.write(kept, author, textOf(body.text), textOf(body.html), body, dueAt)
      if (template !== undefined) message.chat = this.sent(template, message.text)
      return json(201, { entry: message, conversation: kept.row })
    }
    const message = this.write(kept, author, textOf(body.text), textOf(body.html), body)
    if (template !== undefined) message.chat = this.sent(template, message.text)
    if (body.close === true) this.close(kept, author)
    this.deliver(kept, message)
    return json(201, { entry: message, conversation: kept.row })
  }

  private template({ name, language }: Schemas['TemplateRequest']): Schemas['Template'] {
    const template = this.templates.items.find((each) => each.name === name && each.language === language)
    if (template === undefined) throw new Refusal(409, 'template-gone', 'There is no such template any more.')
    return template
  }

  private filled(request: Schemas['TemplateRequest']): string {
    return this.template(request).body.replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => request.values?.[`body.${gap}`] ?? '')
  }

  private sent(request: Schemas['TemplateRequest'], words: string): Schemas['Chat'] {
    return {
      ...{ words, parts: [], answers: null, forwarding: 'none', referral: null, reactions: [], editedAt: null, deletedAt: null },
      template: sentTemplate(this.template(request), request.values?.products ?? ''),
      ...{ reaction: null, reactable: false },
    }
  }

  private listProducts(query: URLSearchParams): Response {
    const { productsTrouble: trouble } = this
    return json(200, trouble === null ? productsOf(this.products, query) : { items: [], next: null, trouble })
  }

  private write(
    kept: Kept,
    author: Schemas['Author'],
    text: string,
    html: string,
    body: Record<string, unknown>,
    dueAt: string | null = null,
  ): Schemas['Message'] {
    const message: Schemas['Message'] = {
      kind: 'message',
      id: nextId(),
      at: this.time(),
      direction: 'out',
      author,
      from: null,
      mail:
        kept.row.channel === 'email'
          ? {
              subject: `Re: ${kept.row.subject} [#${kept.row.caseNumber}]`,
              from: senderOf(kept, body.from),
              to: (body.to as Schemas['Mailbox'][] | undefined) ?? kept.replyTo?.to ?? [],
              cc: (body.cc as Schemas['Mailbox'][] | undefined) ?? [],
              bcc: (body.bcc as Schemas['Mailbox'][] | undefined) ?? [],
              ...plainMail,
              side: typeof body.side === 'string' ? body.side : null,
            }
          : null,
      text,
      html: html === '' ? null : html,
      whole: true,
      files: [],
      status: queued(this.time()),
      evidence: null,
      automatic: null,
      newSubject: false,
      verdicts: null,
      chat: null,
      original: false,
    }
    kept.entries.push(message)
    if (dueAt === null) {
      Object.assign(kept.row, { preview: text.slice(0, 140), lastActivityAt: this.time(), waitingSince: null })
    } else {
      message.status = { ...queued(this.time()), state: 'scheduled', dueAt }
      kept.row.nextDueAt = dueAt
    }
    this.touch(kept, 'message-out')
    kept.written.push({ version: kept.row.version, author, at: this.time() })
    return message
  }

  /** When a reply goes out that does not go at once: when it says, or when it cannot be taken back any more. */
  private dueAt(sendAt: unknown): string | null {
    if (typeof sendAt === 'string') return sendAt
    return this.undoSeconds === 0 ? null : new Date(this.now() + this.undoSeconds * 1000).toISOString()
  }

  /** What can be done about a reply that has not gone out. It goes by hand only: the clock of a test stands still. */
  private changeWaiting(kept: Kept, message: Schemas['Message'], act: string, body: Record<string, unknown>, me: Person): Response {
    const before = message.status
    if (before?.state === 'cancelled' && act === 'cancel') return this.cancelled(kept, message, me)
    if (before?.state !== 'scheduled' && before?.state !== 'held') {
      throw new Refusal(409, 'not-waiting', 'This reply has gone out.')
    }
    kept.row.held = false
    kept.row.nextDueAt = null
    if (act === 'cancel') {
      message.status = { ...before, state: 'cancelled', at: this.time(), dueAt: null, by: { kind: 'agent', id: me.id, name: me.name } }
      this.touch(kept, 'status')
      return this.cancelled(kept, message, me)
    }
    if (act === 'schedule') {
      message.status = { ...before, dueAt: textOf(body.sendAt) }
      kept.row.nextDueAt = textOf(body.sendAt)
    } else {
      message.status = queued(this.time())
      kept.row.waitingSince = null
      this.deliver(kept, message)
    }
    this.touch(kept, 'status')
    return json(200, { entry: message, conversation: kept.row })
  }

  private cancelled(kept: Kept, message: Schemas['Message'], me: Person): Response {
    const { html, text, mail } = message
    const words = message.author.id === me.id ? { html, text, from: mail?.from?.address ?? null, to: mail?.to ?? [], cc: mail?.cc ?? [], bcc: mail?.bcc ?? [], files: [], template: null } : null
    return json(200, { entry: message, conversation: kept.row, words })
  }

  /** Lets a message go its way, one step after the other. */
  private deliver(kept: Kept, message: Schemas['Message']) {
    const steps = ['sending', 'sent', 'delivered'] as const
    const step = (index: number) => {
      const state = steps[index]
      if (state === undefined || message.status === null) return
      message.status = { ...message.status, state, at: this.time(), reason: null, code: null, cause: null }
      this.touch(kept, 'status')
      setTimeout(() => step(index + 1), 700).unref()
    }
    setTimeout(() => step(0), 400).unref()
  }

  private close(kept: Kept, author: Schemas['Author']) {
    kept.row.status = 'closed'
    this.happen(kept, author, 'closed', null, null)
    this.touch(kept, 'closed')
  }

  private happen(
    kept: Kept,
    author: Schemas['Author'],
    event: Schemas['Event']['event'],
    from: string | null,
    to: string | null,
  ) {
    kept.entries.push({ kind: 'event', id: nextId(), at: this.time(), author, event, from, to, rule: null, relation: null })
  }

  private changeRules(
    method: string,
    id: string | undefined,
    body: Record<string, unknown>,
    request: Request,
    me: Person,
  ): Response {
    needAdmin(me)
    if (method === 'POST') {
      needKey(request)
      const rule = { ...(body as Omit<Schemas['Rule'], 'id' | 'version'>), id: `rule-${nextId()}`, version: 1 }
      this.rules.push(rule)
      this.tell({ type: 'settings', version: 2 })
      return json(201, rule)
    }
    const rule = this.rules.find((each) => each.id === id)
    if (rule === undefined) throw new Refusal(404, 'not-found', 'There is no such rule.')
    if (needVersion(request) !== rule.version) throw new Refusal(409, 'rule-changed', 'Somebody changed this rule.')
    if (method === 'DELETE') {
      this.rules = this.rules.filter((each) => each !== rule)
      return new Response(null, { status: 204 })
    }
    Object.assign(rule, body, { version: rule.version + 1 })
    return json(200, rule)
  }

  private touch(kept: Kept, cause: Cause) {
    kept.row.version += 1
    const { id, version, team, assignee } = kept.row
    this.tell({ type: 'conversation', id, version, team, assignee, causes: [cause] })
    this.tell({ type: 'counts' })
  }

  private tell(event: LiveEvent) {
    for (const listener of this.listeners) listener(event)
  }

  private time(): string {
    return new Date(this.now()).toISOString()
  }

  /** The outside world, played by a test. */
  private async play(path: string, request: Request): Promise<Response> {
    const body = request.method === 'POST' ? await readBody(request) : {}
    const kept = this.conversations.find((each) => each.row.id === body.conversation)
    switch (path) {
      case '/test/file':
        return new Response('original', {
          headers: { 'Content-Type': 'text/plain', 'Content-Disposition': 'attachment; filename="original.eml"' },
        })
      case '/test/trouble':
        this.trouble = { status: Number(body.status), times: Number(body.times) }
        return json(200, {})
      case '/test/undo':
        this.undoSeconds = Number(body.seconds)
        return json(200, {})
      case '/test/customer-writes':
        return json(200, this.customerWrites(kept, textOf(body.text), textOf(body.name)))
      case '/test/colleague-replies': {
        if (kept === undefined) throw new Refusal(404, 'not-found', 'There is no such conversation.')
        const who = people.find((person) => person.id === body.user)
        const author: Schemas['Author'] = { kind: 'agent', id: who?.id ?? null, name: who?.name ?? '' }
        this.write(kept, author, textOf(body.text), '', {})
        return json(200, {})
      }
      case '/test/colleague-assigns': {
        if (kept === undefined) throw new Refusal(404, 'not-found', 'There is no such conversation.')
        kept.row.assignee = textOf(body.user)
        // Silent: the app must find out from the refusal.
        kept.row.version += 1
        return json(200, {})
      }
      case '/test/message-fails': {
        const message = kept?.entries.findLast((each) => each.kind === 'message' && each.direction === 'out')
        if (kept === undefined || message?.kind !== 'message' || message.status === null) return json(404, {})
        message.status = { ...message.status, state: 'failed', code: 'bounce', cause: null, reason: textOf(body.reason), retryable: true }
        kept.row.failed = true
        this.touch(kept, 'status')
        return json(200, {})
      }
      default:
        throw new Refusal(404, 'not-found', 'There is no such thing to play.')
    }
  }

  private customerWrites(known: Kept | undefined, text: string, name: string): { id: string } {
    const at = this.time()
    const kept = known ?? this.beginConversation(name, text)
    if (known !== undefined) {
      kept.entries.push({
        kind: 'message',
        id: nextId(),
        at,
        direction: 'in',
        author: { kind: 'contact', id: kept.contact.id, name: kept.contact.name },
        from: kept.contact.identities[0] ?? null,
        mail: kept.row.channel === 'email' ? { subject: `Re: ${kept.row.subject}`, from: null, to: [], cc: [], bcc: [], ...plainMail } : null,
        text,
        html: null,
        whole: true,
        files: [],
        status: null,
        evidence: kept.row.channel === 'email' ? 'message-id' : 'open-chat',
        automatic: null,
        newSubject: false,
        verdicts: null,
        chat: null,
        original: true,
      })
    }
    for (const each of kept.entries) {
      if (each.kind !== 'message' || each.status?.state !== 'scheduled') continue
      each.status = { ...each.status, state: 'held', dueAt: null }
      Object.assign(kept.row, { held: true, nextDueAt: null })
    }
    Object.assign(kept.row, { preview: text, lastActivityAt: at, waitingSince: at, status: 'open' })
    this.touch(kept, known === undefined ? 'created' : 'message-in')
    kept.written.push({
      version: kept.row.version,
      author: { kind: 'contact', id: kept.contact.id, name: kept.contact.name },
      at,
    })
    return { id: kept.row.id }
  }

  /** A conversation that somebody of the team begins. */
  private begin(request: Schemas['NewConversationRequest'], me: Person): Response {
    const to = request.to?.[0]
    if (to === undefined) throw new Refusal(400, 'invalid-field', 'Say who gets the message: at least one address.')
    const kept = this.beginConversation(to.name ?? to.address, request.subject ?? '')
    kept.entries.length = 0
    kept.replyTo = { from: inboxes[0]?.senders[0] ?? null, to: [to], cc: [] }
    Object.assign(kept.row, { inbox: request.inbox ?? 'support', assignee: me.id, waitingSince: null, version: 1 })
    const author: Schemas['Author'] = { kind: 'agent', id: me.id, name: me.name }
    const message = this.write(kept, author, textOf(request.text), textOf(request.html), { ...request })
    this.deliver(kept, message)
    this.touch(kept, 'created')
    return json(201, { entry: message, conversation: kept.row })
  }

  private beginConversation(name: string, text: string): Kept {
    const model = demoConversations(this.now())[0]
    if (model === undefined) throw new Error('The demo workspace is empty')
    const caseNumber = Math.max(...this.conversations.map((each) => each.row.caseNumber)) + 1
    const contact = { id: `contact-${caseNumber}`, name, identities: [{ kind: 'email', value: 'new@example.com' }] }
    const kept: Kept = {
      ...model,
      contact,
      replyTo: { from: null, to: [{ name, address: 'new@example.com' }], cc: [] },
      written: [],
      row: {
        ...model.row,
        id: `conversation-${caseNumber}`,
        caseNumber,
        version: 0,
        contact: { id: contact.id, name },
        subject: text,
        labels: [],
        createdAt: this.time(),
      },
      entries: model.entries.slice(0, 1).map((entry) => ({
        ...entry,
        id: nextId(),
        at: this.time(),
        author: { kind: 'contact' as const, id: contact.id, name },
        ...(entry.kind === 'message' && { text, html: null, files: [] }),
      })),
    }
    this.conversations.push(kept)
    return kept
  }
}

/** The mailbox in From: the address that was asked for, or the one the customer wrote to. */
function senderOf(kept: Kept, address: unknown): Schemas['Mailbox'] | null {
  const senders = inboxes.find((inbox) => inbox.id === kept.row.inbox)?.senders ?? []
  return senders.find((sender) => sender.address === address) ?? kept.replyTo?.from ?? null
}

function timelineBefore(kept: Kept, cursor: string): Schemas['TimelinePage'] {
  const end = kept.entries.findIndex((entry) => entry.id === cursor)
  const start = Math.max(0, end - timelinePage)
  return { timeline: kept.entries.slice(start, end), earlier: start > 0 ? (kept.entries[start]?.id ?? null) : null }
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function needAdmin(me: Person) {
  if (me.role !== 'admin') throw new Refusal(403, 'not-admin', 'Only administrators may do this.')
}

function needKey(request: Request) {
  if (request.headers.get('Idempotency-Key') === null) {
    throw new Refusal(428, 'key-missing', 'Send an Idempotency-Key.')
  }
}

function needVersion(request: Request): number {
  const version = /^"(\d+)"$/.exec(request.headers.get('If-Match') ?? '')?.[1]
  if (version === undefined) throw new Refusal(428, 'version-missing', 'Send If-Match with the version.')
  return Number(version)
}

function queued(at: string): Schemas['DeliveryStatus'] {
  return { state: 'queued', at, attempt: 1, code: null, cause: null, reason: null, retryable: false, dueAt: null, by: null }
}

/** What a reply may take along: anything by mail, what WhatsApp takes on it. */
function filesOf(channel: string): Schemas['FileLimits'] {
  const megabyte = 1024 * 1024
  return channel === 'whatsapp'
    ? {
        most: 10,
        together: 25 * megabyte,
        sorts: [
          { kind: 'image', types: ['image/jpeg', 'image/png'], bytes: 5 * megabyte },
          { kind: 'document', types: [], bytes: 25 * megabyte },
        ],
      }
    : { most: 20, together: 25 * megabyte, sorts: [{ kind: 'document', types: [], bytes: 25 * megabyte }] }
}
