import { useCallback, useSyncExternalStore } from 'react'
import type { ConversationId, Mailbox, UserId } from '../../api/types'
import type { AttachedFile } from './api/upload'

/** The two things one can write. They never share an editor, a key or a way out. */
export type DraftKind = 'reply' | 'note'

/** Something begun and not sent, kept in this browser until it is. */
export type Draft = {
  readonly html: string
  readonly text: string
  /** The version of the conversation that was on the screen when it was begun; null: not begun. */
  readonly basedOn: number | null
  /** The newest entry then; what comes after it came in between. */
  readonly lastEntry: string | null
  /** The idempotency key of the attempt to send exactly this; null when there was none yet. */
  readonly key: string | null
  /** Null leaves sender and receivers as the conversation gives them. */
  readonly from: string | null
  readonly to: readonly Mailbox[] | null
  readonly cc: readonly Mailbox[] | null
  readonly bcc: readonly Mailbox[] | null
  /** What stands below the words; null leaves it as their writer does it usually. */
  readonly signature: 'own' | 'inbox' | 'none' | null
  readonly quote: boolean | null
  /** What goes along, stored already. */
  readonly files: readonly AttachedFile[]
}

export const emptyDraft: Draft = {
  html: '',
  text: '',
  basedOn: null,
  lastEntry: null,
  key: null,
  from: null,
  to: null,
  cc: null,
  bcc: null,
  signature: null,
  quote: null,
  files: [],
}

type Place = { readonly user: UserId; readonly conversation: ConversationId; readonly kind: DraftKind }

const listeners = new Set<() => void>()
const kept = new Map<string, Draft>()

function nameOf({ user, conversation, kind }: Place): string {
  return `relais.draft.${user}.${conversation}.${kind}`
}

/** The draft at this place; the empty one when nothing was begun. */
export function readDraft(place: Place): Draft {
  const name = nameOf(place)
  const known = kept.get(name)
  if (known !== undefined) return known
  let draft = emptyDraft
  try {
    const stored = localStorage.getItem(name)
    if (stored !== null) draft = { ...emptyDraft, ...(JSON.parse(stored) as Partial<Draft>) }
  } catch {
    // Unreadable or no storage: nothing can be brought back.
  }
  kept.set(name, draft)
  return draft
}

/**
 * Changes a draft. Other words or other receivers make another message, which gets a key of its
 * own: only an unchanged draft that is sent again counts as the same.
 */
export function changeDraft(place: Place, change: Partial<Draft>) {
  const before = readDraft(place)
  const after = { ...before, ...change }
  const same =
    after.html === before.html &&
    after.text === before.text &&
    after.basedOn === before.basedOn &&
    leaves(after) === leaves(before)
  write(place, same || 'key' in change ? after : { ...after, key: null })
}

/** Everything of a draft that leaves beside its words. */
function leaves({ from, to, cc, bcc, signature, quote, files }: Draft): string {
  return JSON.stringify([from, to, cc, bcc, signature, quote, files])
}

/** Forgets a draft, because it was sent or thrown away. */
export function dropDraft(place: Place) {
  write(place, emptyDraft)
}

function write(place: Place, draft: Draft) {
  const name = nameOf(place)
  kept.set(name, draft)
  try {
    if (draft === emptyDraft) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // A full or missing storage: the draft still lives as long as the page.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  const onStorage = (event: StorageEvent) => {
    if (event.key === null || event.key.startsWith('relais.draft.')) {
      kept.clear()
      listener()
    }
  }
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

export function useDraft(user: UserId, conversation: ConversationId, kind: DraftKind): Draft {
  const read = useCallback(() => readDraft({ user, conversation, kind }), [user, conversation, kind])
  return useSyncExternalStore(subscribe, read)
}

/** Whether there is anything in it worth keeping. */
export function isBegun(draft: Draft): boolean {
  return draft.text.trim() !== '' || draft.html.includes('<img ') || draft.files.some((file) => file.inline !== true)
}

const boxName = (user: UserId, conversation: ConversationId) => `relais.box.${user}.${conversation}`
const boxes = new Map<string, DraftKind | null>()

/** Which box is open in a conversation. Only a person changes it. */
export function useOpenBox(user: UserId, conversation: ConversationId) {
  const name = boxName(user, conversation)
  const read = useCallback(() => {
    const known = boxes.get(name)
    if (known !== undefined) return known
    const stored = sessionStorage.getItem(name)
    const box = stored === 'reply' || stored === 'note' ? stored : firstBegun(user, conversation)
    boxes.set(name, box)
    return box
  }, [name, user, conversation])
  const open = useSyncExternalStore(subscribe, read)
  const setOpen = useCallback(
    (box: DraftKind | null) => {
      boxes.set(name, box)
      if (box === null) sessionStorage.removeItem(name)
      else sessionStorage.setItem(name, box)
      for (const listener of listeners) listener()
    },
    [name],
  )
  return [open, setOpen] as const
}

function firstBegun(user: UserId, conversation: ConversationId): DraftKind | null {
  if (isBegun(readDraft({ user, conversation, kind: 'reply' }))) return 'reply'
  if (isBegun(readDraft({ user, conversation, kind: 'note' }))) return 'note'
  return null
}
