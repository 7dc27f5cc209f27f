import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation } from '../../../api/conversation-cache'
import { queryKeys } from '../../../api/query-keys'
import type { ConversationChanged, ConversationId, EntryId } from '../../../api/types'

type Split = { readonly from: EntryId; readonly ifMatch: number }

/** Makes a new conversation, which is the answer, of a message and what came after it. */
export function useSplit(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ from, ifMatch }: Split) =>
      ask<ConversationChanged>(`/v1/conversations/${id}/messages/${from}/split`, { method: 'POST', body: {}, ifMatch }),
    // What is kept of the timeline still has what went away.
    onSuccess: () => client.resetQueries({ queryKey: queryKeys.conversation(id) }),
    onError: onFailure,
    onSettled: () => refreshConversation(client, id),
  })
}
