/** The API's types as the app uses them: each id is a type of its own. */
import type { components } from './schema'

type Schemas = components['schemas']

/** Ids are strings at run time and distinct types at compile time. */
export type ConversationId = string & { readonly __of: 'conversation' }
export type EntryId = string & { readonly __of: 'entry' }
export type UserId = string & { readonly __of: 'user' }
export type TeamId = string & { readonly __of: 'team' }
export type InboxId = string & { readonly __of: 'inbox' }
export type LabelId = string & { readonly __of: 'label' }
export type ContactId = string & { readonly __of: 'contact' }
export type RuleId = string & { readonly __of: 'rule' }
export type QuarantineId = string & { readonly __of: 'quarantine' }

type With<Shape, Ids> = Omit<Shape, keyof Ids> & Ids

export type Channel = Schemas['Inbox']['channel']
export type Inbox = With<Schemas['Inbox'], { id: InboxId; team: TeamId }>
export type Team = With<Schemas['Team'], { id: TeamId; members: UserId[] }>
export type Colleague = With<Schemas['Colleague'], { id: UserId }>
export type Label = With<Schemas['Label'], { id: LabelId }>
export type SignedInUser = With<Schemas['SignedInUser'], { id: UserId; teams: TeamId[] }>
export type Session = With<
  Schemas['Session'],
  { user: SignedInUser; inboxes: Inbox[]; teams: Team[]; users: Colleague[]; labels: Label[] }
>
export type Counts = Schemas['Counts']

export type Row = With<
  Schemas['Row'],
  {
    id: ConversationId
    inbox: InboxId
    team: TeamId
    assignee: UserId | null
    labels: LabelId[]
    contact: { id: ContactId; name: string }
  }
>
export type RowPage = { items: Row[]; next: string | null }

export type ChatSettings = With<Schemas['ChatSettings'], { id: InboxId; team: TeamId }>
export type FormSettings = With<Schemas['FormSettings'], { id: InboxId }>
export type FormField = Schemas['FormField']
export type ChatPresence = Schemas['ChatPresence']
export type Mailbox = Schemas['Mailbox']
export type Identity = Schemas['Identity']
export type Author = Schemas['Author']
export type Contact = With<
  Schemas['Contact'],
  {
    id: ContactId
    conversations: { id: ConversationId; caseNumber: number; subject: string; createdAt: string }[]
  }
>
export type Message = With<Schemas['Message'], { id: EntryId }>
export type Note = With<Schemas['Note'], { id: EntryId }>
export type ConversationEvent = With<Schemas['Event'], { id: EntryId }>
export type Entry = Message | Note | ConversationEvent
export type MessageFile = Schemas['File']
/** What only a message on a chat has. */
export type Chat = Schemas['Chat']
export type ChatPart = Schemas['Part']
export type MessageHistory = Schemas['History']
export type Invitation = Schemas['Invitation']
export type CalendarTime = Schemas['CalendarTime']
export type GivenAnswer = Schemas['GivenAnswer']
/** An exchange with somebody outside beside the one with the customer. */
export type SideThread = With<Schemas['SideThread'], { id: EntryId }>
export type DeliveryStatus = Schemas['DeliveryStatus']
export type RecipientWarning = Schemas['RecipientWarning']
export type Merged = With<Schemas['Merged'], { id: ConversationId }>
export type Relation = With<Schemas['Relation'], { id: ConversationId }>
export type Related = With<Schemas['Related'], { relation: Relation }>
export type ConversationDetail = With<
  Schemas['ConversationDetail'],
  {
    conversation: Row
    contact: Contact
    sides: SideThread[]
    related: Related[]
    merged: Merged | null
    timeline: Entry[]
  }
>
export type TimelinePage = { timeline: Entry[]; earlier: string | null }
export type EntryWritten = { entry: Entry; conversation: Row }
/** A draft as the server keeps it. */
export type KeptDraft = Schemas['Draft']
/** The message of a chat that is answered, with enough of it to be recognised. */
export type Answering = { readonly entry: string; readonly name: string; readonly text: string }
export type ReplyWords = Schemas['ReplyWords']
/** What its author gets back of a reply. */
export type TakenBack = ReplyWords & { readonly answers: Answering | null }
export type CancelledReply = { entry: Entry; conversation: Row; words: ReplyWords | null }
export type ConversationChanged = { conversation: Row }
export type Body = Schemas['Body']
export type FileLimits = Schemas['FileLimits']
export type Link = Schemas['Link']
/** The texts a provider has approved for an inbox, with what is known for their gaps. */
export type TemplateList = Schemas['TemplateList']
export type Template = Schemas['Template']
export type SentCard = Schemas['SentCard']
export type TemplateButton = Schemas['TemplateButton']
export type TemplateGap = Schemas['TemplateGap']
export type TemplateProducts = Schemas['TemplateProducts']
/** What the catalogue of a shop says of something it sells. */
export type Product = Schemas['Product']
export type ProductList = Schemas['ProductList']
export type SentProduct = Schemas['SentProduct']
export type SentSection = Schemas['SentSection']
/** How a provider regards the number of an inbox. */
export type Standing = Schemas['Standing']
export type NewConversationRequest = Schemas['NewConversationRequest']
export type WritingHabit = Schemas['WritingHabit']
export type ReplyRequest = Schemas['ReplyRequest']
export type ForwardRequest = Schemas['ForwardRequest']
export type Upload = Schemas['Upload']

export type Rule = With<
  Schemas['Rule'],
  { id: RuleId; actions: { labels: LabelId[]; team: TeamId | null; close: boolean } }
>
/** A rule as an admin writes it. */
export type RuleDraft = Omit<Rule, 'id' | 'version'>

export type QuarantineItem = With<
  Schemas['QuarantineItem'],
  { id: QuarantineId; inbox: InboxId | null }
>
export type QuarantinePage = { items: QuarantineItem[]; next: string | null }

export type Ledger = With<Schemas['Ledger'], { days: LedgerDay[]; missing: MissingMail[]; run: LedgerRun | null }>
export type LedgerDay = With<Schemas['LedgerDay'], { inboxes: LedgerInbox[] }>
export type LedgerInbox = With<Schemas['LedgerInbox'], { inbox: InboxId | null }>
export type LedgerRun = Schemas['LedgerRun']
export type MissingMail = Schemas['MissingMail']
export type TakenIn = Schemas['TakenIn']
export type InboxLine = With<
  Schemas['InboxLine'],
  { id: InboxId; team: TeamId; policy: With<Schemas['MailPolicy'], { spamLabel: LabelId | null }> | null }
>
export type DomainList = Schemas['DomainList']
export type Domain = Schemas['Domain']
export type DomainRecord = Schemas['DomainRecord']
export type Connection = Schemas['Connection']
export type TestMessage = Schemas['TestMessage']
export type ForwardingRequest = Schemas['ForwardingRequest']
export type Verdicts = Schemas['Verdicts']

export type LiveTicket = Schemas['LiveTicket']
export type ProblemBody = Partial<Schemas['Problem']> & { status: number }

/** What the live connection says; OpenAPI describes HTTP only, so this is written by hand. */
export type LiveEvent =
  | { type: 'presence'; id: string }
  | {
      type: 'conversation'
      id: string
      version: number
      team: string
      assignee: string | null
      /** Everything that happened at once, at least one. */
      causes: (
        | 'message-in'
        | 'message-out'
        | 'note'
        | 'status'
        | 'owner'
        | 'labels'
        | 'closed'
        | 'reopened'
        | 'created'
      )[]
    }
  | { type: 'counts' }
  | { type: 'draft'; id: string | null; kind: KeptDraft['kind']; version: number }
  | { type: 'quarantine' }
  | { type: 'settings'; version: number }
  | { type: 'pong' }

/** The lists of conversations: built-in views, and one for each team. */
export type View =
  | { readonly kind: 'new' }
  | { readonly kind: 'mine' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'drafts' }
  | { readonly kind: 'team'; readonly team: TeamId }

/** The view's name in addresses and query keys: `new`, `mine`, `drafts`, `closed` or `team-<id>`. */
export function viewName(view: View): string {
  return view.kind === 'team' ? `team-${view.team}` : view.kind
}

/** Reads a view's name back; null when there is no such view. */
export function viewNamed(name: string): View | null {
  if (name === 'new' || name === 'mine' || name === 'drafts' || name === 'closed') return { kind: name }
  if (name.startsWith('team-') && name.length > 5) {
    return { kind: 'team', team: name.slice(5) as TeamId }
  }
  return null
}

/** The id of a conversation, as an address bar or a live event gives it. */
export function conversationId(text: string): ConversationId {
  return text as ConversationId
}

/** Everything that can be set on an inbox for mail. */
export type ProviderAccount = With<Schemas['ProviderAccount'], { id: InboxId; team: TeamId }>
export type ConnectableChannel = Schemas['ConnectableChannel']
export type AccountTest = Schemas['AccountTest']
export type Photo = Schemas['Photo']
export type InboxSettings = With<Schemas['InboxSettings'], { id: InboxId; team: TeamId }>
/** Automatic mail that an admin has to decide about. */
export type HeldMail = Schemas['HeldMail']
export type HeldMailDecided = Schemas['HeldMailDecided']
export type BusinessHours = Schemas['BusinessHours']
export type BusinessInterval = Schemas['BusinessInterval']
export type Acknowledgement = Schemas['Acknowledgement']
export type Telephone = Schemas['Telephone']
export type TelephoneToken = Schemas['TelephoneToken']
export type TelephoneTokenList = Schemas['TelephoneTokenList']
export type NewTelephoneToken = Schemas['NewTelephoneToken']
export type CallList = With<Schemas['CallList'], { calls: ContactCall[] }>
/** One of the calls of a contact. */
export type ContactCall = With<Schemas['ContactCall'], { id: EntryId; inbox: InboxId; conversation: ConversationId }>
