import { queryOptions } from '@tanstack/react-query'
import { ask } from './client'
import { queryKeys } from './query-keys'
import type { Counts } from './types'

export function countsQuery() {
  return queryOptions({
    queryKey: queryKeys.counts,
    queryFn: ({ signal }) => ask<Counts>('/v1/counts', { signal }),
  })
}
