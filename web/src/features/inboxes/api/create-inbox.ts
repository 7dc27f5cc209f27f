import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { InboxSettings, TeamId } from '../../../api/types'

type NewInbox = {
  readonly name: string
  readonly team: TeamId
  readonly address: string
  readonly idempotencyKey: string
}

export function useCreateInbox() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ idempotencyKey, ...body }: NewInbox) =>
      ask<InboxSettings>('/v1/inboxes', { method: 'POST', body, idempotencyKey }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.inboxes })
      // Which page shows it, the session says: whoever goes there has to know it.
      return client.invalidateQueries({ queryKey: queryKeys.session })
    },
  })
}
