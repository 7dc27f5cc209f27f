import { ask } from '../../../api/client'
import type { ConversationId, EntryId, Link } from '../../../api/types'

/** A short-lived address of a file that the timeline gives none for; only asked for after a warning. */
export function fetchMessageFile(id: ConversationId, message: EntryId, index: number): Promise<Link> {
  return ask<Link>(`/v1/conversations/${id}/messages/${message}/files/${index}`)
}
