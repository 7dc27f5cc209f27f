import { ask } from '../../../api/client'
import type { ConversationId, EntryId, Link } from '../../../api/types'

/** A short-lived address of the untouched original. */
export function fetchMessageOriginal(id: ConversationId, message: EntryId): Promise<Link> {
  return ask<Link>(`/v1/conversations/${id}/messages/${message}/original`)
}
