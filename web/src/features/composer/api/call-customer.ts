import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import { Unreachable } from '../../../api/problem'
import { queryKeys } from '../../../api/query-keys'
import type { ConversationId, EntryWritten } from '../../../api/types'

/** Calls the customer, once for each key: one's own telephone rings first. */
export function useCallCustomer(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    retry: (failures, error) => error instanceof Unreachable && failures < 2,
    mutationFn: (key: string) =>
      ask<EntryWritten>(`/v1/conversations/${id}/calls`, { method: 'POST', idempotencyKey: key }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onError: onFailure,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: queryKeys.calls(id) })
      return refreshConversation(client, id)
    },
  })
}
