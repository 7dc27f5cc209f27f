import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { InboxId, InboxSettings } from '../../../api/types'

/** Everything that can be set on an inbox for mail. */
export function inboxSettingsQuery(id: InboxId) {
  return queryOptions({
    queryKey: queryKeys.inboxSettings(id),
    queryFn: ({ signal }) => ask<InboxSettings>(`/v1/inboxes/${id}/settings`, { signal }),
    // A form is open on it: what others change is taken over when the person says so.
    refetchOnWindowFocus: false,
  })
}
