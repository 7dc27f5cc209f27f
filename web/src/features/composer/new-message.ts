import { useMemo } from 'react'
import { newIdempotencyKey } from '../../api/client'
import type { InboxId, Mailbox, UserId } from '../../api/types'
import type { AttachedFile } from './api/upload'
import { keepChanges, useKept } from './draft-sync'
import type { ChosenTemplate, Draft } from './drafts'
import { keptDrafts, type Shelf } from './kept-drafts'

/** A first message as far as it is written. */
export type NewMessage = {
  readonly inbox: InboxId | null
  readonly from: string | null
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly bcc: readonly Mailbox[]
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly files: readonly AttachedFile[]
  readonly signature: Draft['signature']
  /** Of a message to a number: whom it goes to, what they are called, and the text it is. */
  readonly number: string
  readonly name: string
  readonly template: ChosenTemplate | null
  readonly id: string
  readonly key: string
}

const newMessages = keptDrafts<NewMessage>(
  'first',
  () => ({
    inbox: null,
    from: null,
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    html: '',
    text: '',
    files: [],
    signature: null,
    number: '',
    name: '',
    template: null,
    id: crypto.randomUUID(),
    key: newIdempotencyKey(),
  }),
  ({ to, subject, text, files, html, number, template }) =>
    to.length > 0 ||
    subject !== '' ||
    text.trim() !== '' ||
    files.length > 0 ||
    html.includes('<img ') ||
    number !== '' ||
    template !== null,
)

keepChanges(newMessages)

/** All of them lie on one pile. */
const pile = 'new'

/** Puts a message back that was taken back, or thrown away. */
export function keepNewMessage(user: UserId, message: NewMessage) {
  newMessages.putBack({ user, conversation: null }, pile, message)
}

/** What is being written, kept in this browser and on the server until it is sent. */
export function useNewMessage(user: UserId) {
  const shelf = useMemo((): Shelf => ({ user, conversation: null }), [user])
  const writing = useMemo(() => newMessages.writing(shelf), [shelf])
  const { draft: message, edition, below } = newMessages.use(shelf, pile)
  const { safety } = useKept(writing)
  return {
    message,
    edition,
    /** How many others are begun. */
    below,
    /** Where it is safe; null when there is nothing to lose. */
    safety: newMessages.isBegun(message) ? safety : null,
    change: (part: Partial<NewMessage> | ((before: NewMessage) => Partial<NewMessage>)) =>
      newMessages.change(shelf, pile, (before) => (typeof part === 'function' ? part(before) : part)),
    drop: () => newMessages.drop(shelf, pile),
    turn: () => newMessages.turn(shelf, pile),
  }
}
