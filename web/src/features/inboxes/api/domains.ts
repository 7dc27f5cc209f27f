import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { DomainList, InboxId } from '../../../api/types'

/** The domains of an inbox as they are now: asked anew each time somebody comes to look. */
export function domainsQuery(id: InboxId) {
  return queryOptions({
    queryKey: queryKeys.domains(id),
    queryFn: ({ signal }) => ask<DomainList>(`/v1/inboxes/${id}/domains`, { signal }),
    staleTime: 0,
    // Others answer it, and not for nothing: who looks away and back has no reason to ask again.
    refetchOnWindowFocus: false,
  })
}
