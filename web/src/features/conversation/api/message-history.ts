import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import type { ConversationId, EntryId, MessageHistory } from '../../../api/types'

/** What a message said before it was changed or taken back. Links in it are good for minutes only. */
export function messageHistoryQuery(id: ConversationId, message: EntryId) {
  return queryOptions({
    queryKey: ['message-history', id, message],
    queryFn: () => ask<MessageHistory>(`/v1/conversations/${id}/messages/${message}/history`),
    staleTime: 0,
    retry: false,
  })
}
