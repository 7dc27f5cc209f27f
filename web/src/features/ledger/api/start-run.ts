import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { LedgerRun } from '../../../api/types'

/** Compares the last week anew, or finds the comparison that goes on already. */
export function useStartRun() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: () => ask<LedgerRun>('/v1/ledger/runs', { method: 'POST', body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.ledger }),
  })
}
