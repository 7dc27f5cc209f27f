import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { RowPage, View } from '../../../api/types'

/** The conversations of a view, newest activity first, page by page. */
export function conversationsQuery(view: View) {
  return infiniteQueryOptions({
    queryKey: queryKeys.list(view),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ view: view.kind, limit: '50' })
      if (view.kind === 'team') query.set('team', view.team)
      if (pageParam !== null) query.set('cursor', pageParam)
      return ask<RowPage>(`/v1/conversations?${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 10_000,
  })
}
