import { useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import type { InboxId, Mailbox, UserId } from '../../api/types'
import type { AttachedFile } from './api/upload'
import type { ChosenTemplate, Draft } from './drafts'

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
  /** Names the wish to send exactly this; other words get another. */
  readonly key: string
}

function empty(): NewMessage {
  return {
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
  }
}

const nameOf = (user: UserId) => `relais.new.${user}`

/** Puts a message back that was taken back. */
export function keepNewMessage(user: UserId, message: NewMessage) {
  keep(nameOf(user), { ...message, key: newIdempotencyKey() })
}

/** What is being written, kept in this browser until it is sent. */
export function useNewMessage(user: UserId) {
  const name = nameOf(user)
  const [message, setMessage] = useState<NewMessage>(() => stored(name))
  return {
    message,
    change: (part: Partial<NewMessage> | ((before: NewMessage) => Partial<NewMessage>)) =>
      setMessage((before) => {
        const changed = typeof part === 'function' ? part(before) : part
        const after = { ...before, ...changed, key: newIdempotencyKey() }
        keep(name, after)
        return after
      }),
    drop: () => keep(name, null),
  }
}

function stored(name: string): NewMessage {
  try {
    const text = localStorage.getItem(name)
    if (text !== null) return { ...empty(), ...(JSON.parse(text) as Partial<NewMessage>) }
  } catch {
    // Unreadable or no storage: nothing can be brought back.
  }
  return empty()
}

function keep(name: string, message: NewMessage | null) {
  try {
    if (message === null) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(message))
  } catch {
    // A full or missing storage: the message still lives as long as the page.
  }
}
