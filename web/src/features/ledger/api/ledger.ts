import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Ledger } from '../../../api/types'

/** While a comparison goes on, it is looked at this often. */
const whileRunning = 3_000

/** What was received in the last week and what became of it. */
export function ledgerQuery() {
  return queryOptions({
    queryKey: queryKeys.ledger,
    queryFn: ({ signal }) => ask<Ledger>('/v1/ledger', { signal }),
    refetchInterval: ({ state }) => (state.data?.run?.finishedAt === null ? whileRunning : false),
  })
}
