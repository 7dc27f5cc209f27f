import type { Mailbox } from '../api/types'

/** What to call a receiver: the name, or the address of one who gives none. */
export function mailboxName(mailbox: Mailbox): string {
  return mailbox.name === null || mailbox.name === undefined || mailbox.name === '' ? mailbox.address : mailbox.name
}
