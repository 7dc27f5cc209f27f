import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { newIdempotencyKey } from '../../api/client'
import type { ConversationId, EntryId, Mailbox, UserId } from '../../api/types'
import type { AttachedFile } from './api/upload'
import { keepChanges, useKept } from './draft-sync'
import type { Draft } from './drafts'
import { keptDrafts, type Shelf } from './kept-drafts'

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
  readonly id: string
  readonly key: string
}

const asides = keptDrafts<AsideDraft>(
  'aside',
  () => ({
    to: null,
    cc: null,
    html: '',
    text: '',
    files: [],
    forwarded: null,
    signature: null,
    basedOn: null,
    id: crypto.randomUUID(),
    key: newIdempotencyKey(),
  }),
  ({ to, cc, text, html, files }) =>
    (to ?? []).length + (cc ?? []).length + files.length > 0 || text.trim() !== '' || html.includes('<img '),
)
keepChanges(asides)

const allForwarded = 'forward.all'

/** The name under which it lies among all that is written aside in a conversation. */
function nameOf(aside: Aside): string {
  return aside.kind === 'reply' ? aside.side : aside.message === null ? allForwarded : `forward.${aside.message}`
}

function asideOf(name: string): Aside {
  if (name === allForwarded) return { kind: 'forward', message: null }
  return name.startsWith('forward.')
    ? { kind: 'forward', message: name.slice('forward.'.length) as EntryId }
    : { kind: 'reply', side: name as EntryId }
}

export function useAsideDraft(user: UserId, conversation: ConversationId, aside: Aside, version: number) {
  const shelf = useMemo((): Shelf => ({ user, conversation }), [user, conversation])
  const name = nameOf(aside)
  const { draft, edition } = asides.use(shelf, name)
  return {
    draft,
    edition,
    change: (part: Partial<AsideDraft> | ((before: AsideDraft) => Partial<AsideDraft>)) =>
      asides.change(shelf, name, (before) => ({
        basedOn: before.basedOn ?? version,
        ...(typeof part === 'function' ? part(before) : part),
      })),
    drop: () => asides.drop(shelf, name),
  }
}

/** All that is begun aside in a conversation, on whatever device. */
export function useBegunAsides(user: UserId, conversation: ConversationId) {
  const shelf = useMemo((): Shelf => ({ user, conversation }), [user, conversation])
  const writing = useMemo(() => asides.writing(shelf), [shelf])
  const begun = asides.useAll(shelf).map(([name, draft]) => ({ aside: asideOf(name), draft }))
  const { safety } = useKept(writing)
  return { begun, safety }
}

/** Throws it away. */
export function dropAside(user: UserId, conversation: ConversationId, aside: Aside) {
  asides.drop({ user, conversation }, nameOf(aside))
}

/** Puts it back, because it was taken back. What it was sent on counts no more: that it was sent stands in between. */
export function keepAside(user: UserId, conversation: ConversationId, aside: Aside, draft: AsideDraft) {
  asides.putBack({ user, conversation }, nameOf(aside), { ...draft, basedOn: null })
}
