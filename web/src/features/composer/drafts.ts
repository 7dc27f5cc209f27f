import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { Answering, ConversationId, Mailbox, TakenBack, UserId } from '../../api/types'
import type { AttachedFile } from './api/upload'
import { subscription } from './subscription'

/** The two things one can write. They never share an editor, a key or a way out. */
export type DraftKind = 'reply' | 'note'

/** An approved text that was chosen, as far as its gaps are filled. */
export type ChosenTemplate = {
  readonly name: string
  readonly language: string
  readonly values: Readonly<Record<string, string>>
  /** What goes along, in the order of the places for it; null where nothing is yet. Absent: there are none. */
  readonly files?: readonly (AttachedFile | null)[]
  /** Whether every gap is, and every file there. */
  readonly ready: boolean
}

/** Something begun and not sent. This browser keeps it until it is, and the server for all of them. */
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
  /** The message of a chat that it answers; null: none by name. */
  readonly answers: Answering | null
  /** What goes out instead of the words; null: the words do. */
  readonly template: ChosenTemplate | null
  /** What goes along, stored already. */
  readonly files: readonly AttachedFile[]
  /** Grows when the words come from elsewhere than the editor that shows them. */
  readonly edition: number
  /** The version of the server's draft that these words were made on; 0: it has none. */
  readonly server: number
  /** Whether there is more here than on the server. */
  readonly dirty: boolean
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
  answers: null,
  template: null,
  files: [],
  edition: 0,
  server: 0,
  dirty: false,
}

/** Where a draft is: each agent has one of each kind in a conversation. */
export type Place = { readonly user: UserId; readonly conversation: ConversationId; readonly kind: DraftKind }

const listeners = new Set<() => void>()
const changeListeners = new Set<(place: Place) => void>()
const kept = new Map<string, Draft>()

/** The name of a place among all. */
export function draftName({ user, conversation, kind }: Place): string {
  return `relais.draft.${user}.${conversation}.${kind}`
}

/** The draft at this place; the empty one when nothing was begun. */
export function readDraft(place: Place): Draft {
  const name = draftName(place)
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
  if (same || 'key' in change) {
    write(place, after)
    return
  }
  write(place, { ...after, key: null, dirty: true })
  for (const listener of changeListeners) listener(place)
}

/** Hears of every change that a person makes to a draft. */
export function whenDraftsChange(listener: (place: Place) => void) {
  changeListeners.add(listener)
}

type Words = Omit<Draft, 'key' | 'edition' | 'server' | 'dirty'>

/** What the server keeps of a draft: all but what only this browser can know. Nothing begun is nothing. */
export function contentOf(draft: Draft): string {
  if (!isBegun(draft)) return ''
  const { html, text, basedOn, lastEntry, from, to, cc, bcc, signature, quote, files, answers, template } = draft
  return JSON.stringify({
    ...{ html, text, basedOn, lastEntry, from, to, cc, bcc, signature, quote, files, answers, template },
  } satisfies Words)
}

/** The words in what the server keeps. */
export function wordsIn(content: string): Words {
  return { ...emptyDraft, ...(content === '' ? {} : (JSON.parse(content) as Partial<Words>)) }
}

/**
 * Takes in what the server has: its version, and its words where they are to be shown.
 *
 * @param words null for none; undefined leaves those that are here
 */
export function adoptDraft(place: Place, server: number, words?: Words | null, dirty = words === undefined) {
  const before = readDraft(place)
  if (words === undefined) write(place, { ...before, server, dirty })
  else write(place, { ...emptyDraft, ...words, server, dirty, edition: before.edition + 1 })
}

/**
 * Gives a draft the words of a reply that was taken back. What is in it already stays, below them.
 *
 * @param basedOn the version that was on the screen when the reply was written, or is now
 * @param lastEntry what comes after this entry came in between
 */
export function returnWords(place: Place, words: TakenBack, basedOn: number, lastEntry: string) {
  const before = readDraft(place)
  if (words.template !== null) {
    const files = words.files.map((file) => ({ ...file, storedAt: Date.now() }))
    changeDraft(place, { template: { ...words.template, files, ready: true }, basedOn, lastEntry, edition: before.edition + 1 })
    return
  }
  changeDraft(place, {
    html: (words.html ?? paragraphs(words.text)) + before.html,
    text: before.text === '' ? words.text : `${words.text}\n${before.text}`,
    files: [...words.files.map((file) => ({ ...file, storedAt: Date.now() })), ...before.files],
    ...(words.to.length > 0 && { from: words.from, to: words.to, cc: words.cc, bcc: words.bcc }),
    ...(words.answers !== null && { answers: words.answers }),
    basedOn,
    lastEntry,
    edition: before.edition + 1,
  })
}

function paragraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
    .join('')
}

/** Everything of a draft that leaves beside its words. */
function leaves({ from, to, cc, bcc, signature, quote, files, answers, template }: Draft): string {
  return JSON.stringify([from, to, cc, bcc, signature, quote, files, answers?.entry ?? null, template])
}

/** Forgets a draft, because it was sent or thrown away. */
export function dropDraft(place: Place) {
  write(place, emptyDraft)
}

function write(place: Place, draft: Draft) {
  const name = draftName(place)
  kept.set(name, draft)
  try {
    if (draft === emptyDraft) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // A full or missing storage: the draft still lives as long as the page.
  }
  for (const listener of listeners) listener()
}

const subscribe = subscription(listeners, (key) => {
  if (key !== null && !key.startsWith('relais.draft.')) return false
  kept.clear()
  return true
})

export function useDraft(user: UserId, conversation: ConversationId, kind: DraftKind): Draft {
  const read = useCallback(() => readDraft({ user, conversation, kind }), [user, conversation, kind])
  return useSyncExternalStore(subscribe, read)
}

/** Whether there is anything in it worth keeping. */
export function isBegun(draft: Draft): boolean {
  return draft.template !== null || draft.text.trim() !== '' || draft.html.includes('<img ') || draft.files.some((file) => file.inline !== true)
}

/** Opens the box of a draft wherever its conversation is shown, and goes there. */
export function showBox({ user, conversation, kind }: Place) {
  const name = boxName(user, conversation)
  focusRequests.set(name, (focusRequests.get(name) ?? 0) + 1)
  setBox(name, kind)
}

/** Closes the box of a draft; tells whether it was the open one. */
export function closeBox({ user, conversation, kind }: Place): boolean {
  const name = boxName(user, conversation)
  if (boxes.get(name) !== kind) return false
  setBox(name, null)
  return true
}

function setBox(name: string, box: DraftKind | null) {
  boxes.set(name, box)
  if (box === null) sessionStorage.removeItem(name)
  else sessionStorage.setItem(name, box)
  for (const listener of listeners) listener()
}

/** How often somebody wanted to go to the open box since its conversation is shown. */
export function useFocusRequests(user: UserId, conversation: ConversationId): number {
  const name = boxName(user, conversation)
  useEffect(() => () => void focusRequests.delete(name), [name])
  return useSyncExternalStore(
    subscribe,
    useCallback(() => focusRequests.get(name) ?? 0, [name]),
  )
}

const boxName = (user: UserId, conversation: ConversationId) => `relais.box.${user}.${conversation}`
const boxes = new Map<string, DraftKind | null>()
const focusRequests = new Map<string, number>()

/** Which box is open in a conversation. Only a person changes it. */
export function useOpenBox(user: UserId, conversation: ConversationId): DraftKind | null {
  const name = boxName(user, conversation)
  const read = useCallback(() => {
    const known = boxes.get(name)
    if (known !== undefined) return known
    const stored = sessionStorage.getItem(name)
    const box = stored === 'reply' || stored === 'note' ? stored : firstBegun(user, conversation)
    boxes.set(name, box)
    return box
  }, [name, user, conversation])
  return useSyncExternalStore(subscribe, read)
}

function firstBegun(user: UserId, conversation: ConversationId): DraftKind | null {
  if (isBegun(readDraft({ user, conversation, kind: 'reply' }))) return 'reply'
  if (isBegun(readDraft({ user, conversation, kind: 'note' }))) return 'note'
  return null
}
