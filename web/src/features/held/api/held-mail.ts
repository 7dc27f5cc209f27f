import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { HeldMail } from '../../../api/types'

/** How often an admin's app looks whether automatic mail is held. */
const every = 60_000

/** Automatic mail that is held because there was too much of it. */
export function heldMailQuery() {
  return queryOptions({
    queryKey: queryKeys.heldMail,
    queryFn: ({ signal }) => ask<HeldMail>('/v1/held', { signal }),
    refetchInterval: every,
  })
}
