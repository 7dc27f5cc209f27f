import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { HeldMailDecided } from '../../../api/types'

/** Sends or discards everything that is held; the server takes some of it at a time. */
export function useDecideHeldMail() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: async (how: 'release' | 'discard') => {
      let done = 0
      for (let left = true; left; ) {
        const decided = await ask<HeldMailDecided>(`/v1/held/${how}`, { method: 'POST' })
        done += decided.done
        left = decided.left
      }
      return done
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.heldMail }),
  })
}
