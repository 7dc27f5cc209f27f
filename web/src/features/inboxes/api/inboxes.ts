import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { InboxLine } from '../../../api/types'

/** How often the page looks how the inboxes are doing. */
const every = 30_000

/** All inboxes and how they are doing. */
export function inboxesQuery() {
  return queryOptions({
    queryKey: queryKeys.inboxes,
    queryFn: ({ signal }) => ask<{ items: InboxLine[] }>('/v1/inboxes', { signal }),
    refetchInterval: every,
  })
}
