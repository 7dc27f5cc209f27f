import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { QuarantineId } from '../../../api/types'

/** Takes an item off the list; its original stays stored. */
export function useDismissItem() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (id: QuarantineId) => ask<undefined>(`/v1/quarantine/${id}`, { method: 'DELETE' }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.quarantine }),
        client.invalidateQueries({ queryKey: queryKeys.counts }),
      ]),
  })
}
