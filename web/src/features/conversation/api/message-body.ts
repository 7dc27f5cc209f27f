import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import type { Body, ConversationId, EntryId } from '../../../api/types'

/** The whole text of a message of which the timeline carries only the beginning. */
export function messageBodyQuery(id: ConversationId, message: EntryId) {
  return queryOptions({
    queryKey: ['message-body', id, message],
    queryFn: ({ signal }) => ask<Body>(`/v1/conversations/${id}/messages/${message}/body`, { signal }),
    staleTime: Infinity,
  })
}
