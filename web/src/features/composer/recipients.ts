import type { Mailbox } from '../../api/types'

/** Reads one receiver as people write it: `name@domain` or `Name <name@domain>`; null: neither. */
export function readMailbox(text: string): Mailbox | null {
  const angled = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(text)
  const name = angled?.[1]?.trim() ?? ''
  const address = (angled?.[2] ?? text).trim()
  if (!/^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(address)) return null
  return { name: name === '' ? null : name, address }
}

/** Adds receivers, each address once. */
export function withMailboxes(known: readonly Mailbox[], added: readonly Mailbox[]): readonly Mailbox[] {
  const all = [...known]
  for (const mailbox of added) {
    if (!all.some((each) => each.address.toLowerCase() === mailbox.address.toLowerCase())) all.push(mailbox)
  }
  return all
}
