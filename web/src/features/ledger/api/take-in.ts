import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { TakenIn } from '../../../api/types'

/** Hands in one missing mail, or with null all of them, a helping at a time until none is left. */
export function useTakeIn() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: async (key: string | null): Promise<TakenIn> => {
      let all: TakenIn = { taken: 0, failed: 0, more: true }
      while (all.more) {
        const some = await ask<TakenIn>('/v1/ledger/missing/retry', { method: 'POST', body: { key } })
        // A helping in which nothing could be taken in would come again for ever.
        all = {
          taken: all.taken + some.taken,
          failed: some.failed,
          more: some.more && some.taken > 0 && key === null,
        }
      }
      return all
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.ledger }),
  })
}
