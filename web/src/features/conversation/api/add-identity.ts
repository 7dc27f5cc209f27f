import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInRow } from '../../../api/conversation-cache'
import type { ConversationChanged, ConversationId } from '../../../api/types'

/** Knows the contact by one address more. */
export function useAddIdentity(id: ConversationId) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (identity: { readonly kind: 'phone' | 'email'; readonly value: string }) =>
      ask<ConversationChanged>(`/v1/conversations/${id}/identities`, { method: 'POST', body: identity }),
    onSuccess: (answer) => takeInRow(client, answer.conversation),
    onSettled: () => void refreshConversation(client, id),
  })
}
