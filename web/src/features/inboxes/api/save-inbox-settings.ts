import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { InboxSettings } from '../../../api/types'

/** Writes an inbox as it is given, over the version that it names. */
export function useSaveInboxSettings() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    scope: { id: 'inboxes' },
    mutationFn: ({ id, version, ...draft }: InboxSettings) =>
      ask<InboxSettings>(`/v1/inboxes/${id}/settings`, { method: 'PUT', body: draft, ifMatch: version }),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.inboxSettings(saved.id), saved)
      void client.invalidateQueries({ queryKey: queryKeys.inboxes })
      void client.invalidateQueries({ queryKey: queryKeys.session })
    },
  })
}
