import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { InboxId, QuarantineId } from '../../../api/types'

type Retry = { readonly id: QuarantineId; readonly inbox: InboxId | null; readonly idempotencyKey: string }

/** Takes an item in once more, into the inbox that is given. */
export function useRetryItem() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, inbox, idempotencyKey }: Retry) =>
      ask<unknown>(`/v1/quarantine/${id}/retry`, { method: 'POST', body: { inbox }, idempotencyKey }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.quarantine }),
        client.invalidateQueries({ queryKey: queryKeys.counts }),
      ]),
  })
}
