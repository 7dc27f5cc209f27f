import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { Unreachable } from '../../../api/problem'
import { queryKeys } from '../../../api/query-keys'
import type { EntryWritten, NewConversationRequest } from '../../../api/types'

type Beginning = { readonly request: NewConversationRequest; readonly idempotencyKey: string }

/** Begins a conversation. When no answer comes it asks again under the same key, so it begins once. */
export function useBeginConversation() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    retry: (failures, error) => error instanceof Unreachable && failures < 2,
    mutationFn: ({ request, idempotencyKey }: Beginning) =>
      ask<EntryWritten>('/v1/conversations', { method: 'POST', body: request, idempotencyKey }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.lists })
    },
  })
}
