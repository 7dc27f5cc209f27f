import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation } from '../../../api/conversation-cache'
import type { ConversationChanged, ConversationId, RecipientWarning } from '../../../api/types'

/** Says that an address is right after all; the same again changes nothing. */
export function useUnmark(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ address, since }: RecipientWarning) =>
      ask<ConversationChanged>(`/v1/conversations/${id}/unmark`, { method: 'POST', body: { address, since } }),
    onSettled: () => refreshConversation(client, id),
    onError: onFailure,
  })
}
