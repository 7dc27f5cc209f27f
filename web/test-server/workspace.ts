import type { components } from '../src/api/schema.ts'
import type { LiveEvent } from '../src/api/types.ts'
import { Refusal } from './answers.ts'
import { demoProducts } from './demo-shop.ts'
import {
  demoConversations,
  demoDomains,
  demoLedger,
  demoQuarantine,
  demoRules,
  demoTemplates,
  inboxes,
  type Kept,
  nextId,
  people,
  type Person,
  usualInbox,
} from './demo-workspace.ts'

type Schemas = components['schemas']
type Cause = Extract<LiveEvent, { type: 'conversation' }>['causes'][number]

/** All that is kept, in memory; who may see it, and who hears of changes. */
export class Workspace {
  readonly conversations: Kept[]
  rules = demoRules()
  accounts: Schemas['ProviderAccount'][] = []
  settings = inboxes
    .filter((inbox) => inbox.channel === 'email')
    .map((inbox) => usualInbox(inbox.id, inbox.name, inbox.address))
  quarantine: Schemas['QuarantineItem'][]
  ledger: Schemas['Ledger']
  readonly people: Person[] = people.map((person) => ({ ...person }))
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
  /** How long replies can be taken back; tests say when that matters to them. */
  undoSeconds = 0
  quotes = true
  readonly habits = new Map<string, Schemas['WritingHabit']>()
  readonly photos = new Map<string, string>()
  readonly drafts = new Map<string, Schemas['Draft']>()
  readonly tickets = new Set<string>()
  /** Answers with this status instead of doing anything, as often as it says. */
  trouble = { status: 0, times: 0 }
  private draftVersions = 0
  private readonly listeners = new Set<(event: LiveEvent) => void>()

  constructor(readonly now: () => number = Date.now) {
    this.conversations = demoConversations(now())
    this.quarantine = demoQuarantine(now())
    this.templates = demoTemplates(now())
    this.ledger = demoLedger(now())
  }

  onEvent(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell(event: LiveEvent) {
    for (const listener of this.listeners) listener(event)
  }

  time(): string {
    return new Date(this.now()).toISOString()
  }

  /** Versions of drafts are counted together. */
  nextDraftVersion(): number {
    this.draftVersions += 1
    return this.draftVersions
  }

  sees(me: Person, kept: Kept): boolean {
    return me.role === 'admin' || me.teams.includes(kept.row.team) || kept.row.assignee === me.id
  }

  find(id: string, me: Person): Kept {
    const kept = this.conversations.find((each) => each.row.id === id)
    if (kept === undefined || !this.sees(me, kept)) {
      throw new Refusal(404, 'not-found', 'There is no such conversation.')
    }
    return kept
  }

  /** Makes a new version of a conversation and tells everybody. */
  touch(kept: Kept, cause: Cause) {
    kept.row.version += 1
    const { id, version, team, assignee } = kept.row
    this.tell({ type: 'conversation', id, version, team, assignee, causes: [cause] })
    this.tell({ type: 'counts' })
  }

  /** Writes down in a conversation what somebody did with it. */
  happen(
    kept: Kept,
    author: Schemas['Author'],
    event: Schemas['Event']['event'],
    from: string | null,
    to: string | null,
  ) {
    kept.entries.push({ kind: 'event', id: nextId(), at: this.time(), author, event, from, to, rule: null, relation: null })
  }

  close(kept: Kept, author: Schemas['Author']) {
    kept.row.status = 'closed'
    this.happen(kept, author, 'closed', null, null)
    this.touch(kept, 'closed')
  }

  /** A conversation by mail with somebody new, who wrote one message. */
  beginConversation(name: string, text: string): Kept {
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
