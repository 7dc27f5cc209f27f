import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { CallList, ConversationId } from '../../../api/types'

/** The calls of the contact of a conversation, newest first. */
export function callsQuery(id: ConversationId) {
  return infiniteQueryOptions({
    queryKey: queryKeys.calls(id),
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`
      return ask<CallList>(`/v1/conversations/${id}/calls${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  })
}
