import type { ConversationId, InboxId, View } from './types'
import { viewName } from './types'

/** The names under which answers of the server are kept. */
export const queryKeys = {
  session: ['session'] as const,
  counts: ['counts'] as const,
  lists: ['conversations'] as const,
  list: (view: View) => ['conversations', viewName(view)] as const,
  drafts: (id: ConversationId | null) => ['drafts', id] as const,
  conversation: (id: ConversationId) => ['conversation', id] as const,
  rules: ['rules'] as const,
  quarantine: ['quarantine'] as const,
  ledger: ['ledger'] as const,
  inboxes: ['inboxes'] as const,
  heldMail: ['held-mail'] as const,
  chatSettings: (id: InboxId) => ['chat-settings', id] as const,
  formSettings: (id: InboxId) => ['form-settings', id] as const,
  presence: (id: ConversationId) => ['presence', id] as const,
  calls: (id: ConversationId) => ['calls', id] as const,
  telephoneTokens: ['telephone-tokens'] as const,
  channels: ['channels'] as const,
  account: (id: InboxId) => ['account', id] as const,
  templates: (of: ConversationId | InboxId) => ['templates', of] as const,
  products: (of: ConversationId | InboxId) => ['products', of] as const,
  standing: (id: InboxId) => ['standing', id] as const,
  connection: (id: InboxId) => ['connection', id] as const,
  domains: (id: InboxId) => ['domains', id] as const,
  writingHabit: ['writing-habit'] as const,
  inboxSettings: (id: InboxId) => ['inbox-settings', id] as const,
}
