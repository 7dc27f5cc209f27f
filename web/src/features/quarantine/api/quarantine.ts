import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { QuarantinePage } from '../../../api/types'

/** What arrived and could not become a conversation, newest first. */
export function quarantineQuery() {
  return infiniteQueryOptions({
    queryKey: queryKeys.quarantine,
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`
      return ask<QuarantinePage>(`/v1/quarantine${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}
