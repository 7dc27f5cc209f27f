import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { ChatPresence, ConversationId } from '../../../api/types'

/** A browser that is gone says nothing: it is missed after 45 seconds. */
const every = 15_000

/** Where the visitor of a chat is and what they are doing. */
export function presenceQuery(id: ConversationId) {
  return queryOptions({
    queryKey: queryKeys.presence(id),
    queryFn: ({ signal }) => ask<ChatPresence>(`/v1/conversations/${id}/presence`, { signal }),
    refetchInterval: every,
  })
}
