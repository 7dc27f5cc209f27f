import { useCallback, useSyncExternalStore } from 'react'
import { newIdempotencyKey } from '../../api/client'
import type { ConversationId, EntryId, Mailbox, UserId } from '../../api/types'
import type { AttachedFile } from './api/upload'
import type { Draft } from './drafts'
import { keptDrafts } from './kept-drafts'

/** What is written beside the exchange with the customer. */
export type Aside =
  /** A message that is passed on; null for the whole conversation. */
  | { readonly kind: 'forward'; readonly message: EntryId | null }
  /** An answer in a side thread. */
  | { readonly kind: 'reply'; readonly side: EntryId }

const open = new Map<ConversationId, Aside>()
const listeners = new Set<() => void>()

/** Opens the window for it wherever its conversation is shown; null closes it. */
export function showAside(conversation: ConversationId, aside: Aside | null) {
  if (aside === null) open.delete(conversation)
  else open.set(conversation, aside)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is being written aside in a conversation. */
export function useAside(conversation: ConversationId): Aside | null {
  const read = useCallback(() => open.get(conversation) ?? null, [conversation])
  return useSyncExternalStore(subscribe, read)
}

/** It as far as it is written. It never shares a draft with a reply to the customer. */
export type AsideDraft = {
  /** Null leaves the receivers as the side thread gives them. */
  readonly to: readonly Mailbox[] | null
  readonly cc: readonly Mailbox[] | null
  readonly html: string
  readonly text: string
  readonly files: readonly AttachedFile[]
  /** Which files of what is forwarded go along, as `message/index`. */
  readonly forwarded: readonly string[] | null
  readonly signature: Draft['signature']
  /** The version of the conversation that was on the screen when it was begun. */
  readonly basedOn: number | null
  readonly key: string
}

const asides = keptDrafts<AsideDraft>(
  () => ({
    to: null,
    cc: null,
    html: '',
    text: '',
    files: [],
    forwarded: null,
    signature: null,
    basedOn: null,
    key: newIdempotencyKey(),
  }),
  ({ basedOn, to, text }) => basedOn !== null || to !== null || text !== '',
)

/** The name under which this browser keeps it until it is sent. */
export function asideName(user: UserId, conversation: ConversationId, aside: Aside): string {
  return `relais.aside.${user}.${conversation}.${aside.kind === 'reply' ? aside.side : `forward.${aside.message ?? 'all'}`}`
}

export function useAsideDraft(name: string, version: number) {
  const { draft, edition } = asides.use(name)
  return {
    draft,
    edition,
    change: (part: Partial<AsideDraft> | ((before: AsideDraft) => Partial<AsideDraft>)) =>
      asides.change(name, (before) => ({
        basedOn: before.basedOn ?? version,
        ...(typeof part === 'function' ? part(before) : part),
      })),
    drop: () => asides.drop(name),
  }
}

/** Puts it back, because it was taken back. */
export function keepAside(name: string, draft: AsideDraft) {
  asides.putBack(name, { ...draft, basedOn: null })
}
