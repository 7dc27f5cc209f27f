import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { ask } from './client'
import { queryKeys } from './query-keys'
import type { Session } from './types'

export function sessionQuery() {
  return queryOptions({
    queryKey: queryKeys.session,
    queryFn: ({ signal }) => ask<Session>('/v1/session', { signal }),
    staleTime: 5 * 60_000,
  })
}

/** Who is signed in, and the workspace's inboxes, teams, users and labels. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery()).data
}
