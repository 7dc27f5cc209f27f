import { newIdempotencyKey } from '../../api/client'
import type { InboxId, Mailbox, UserId } from '../../api/types'
import type { AttachedFile } from './api/upload'
import type { ChosenTemplate, Draft } from './drafts'
import { keptDrafts } from './kept-drafts'

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
  readonly key: string
}

const newMessages = keptDrafts<NewMessage>(
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

const nameOf = (user: UserId) => `relais.new.${user}`

/** Puts a message back that was taken back. */
export function keepNewMessage(user: UserId, message: NewMessage) {
  newMessages.putBack(nameOf(user), message)
}

/** What is being written, kept in this browser until it is sent. */
export function useNewMessage(user: UserId) {
  const name = nameOf(user)
  const { draft: message, edition } = newMessages.use(name)
  return {
    message,
    edition,
    change: (part: Partial<NewMessage> | ((before: NewMessage) => Partial<NewMessage>)) =>
      newMessages.change(name, (before) => (typeof part === 'function' ? part(before) : part)),
    drop: () => newMessages.drop(name),
  }
}
