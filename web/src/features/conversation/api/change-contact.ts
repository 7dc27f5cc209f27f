import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInRow } from '../../../api/conversation-cache'
import type { ConversationChanged, ConversationId, EntryId } from '../../../api/types'

type Change = { readonly message: EntryId; readonly who: 'original-sender' | 'sender' }

/** Makes who wrote a mail that was passed on the contact, or again who passed it on. */
export function useChangeContact(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (change: Change) =>
      ask<ConversationChanged>(`/v1/conversations/${id}/contact`, { method: 'POST', body: change }),
    onSuccess: ({ conversation }) => takeInRow(client, conversation),
    onError: onFailure,
    onSettled: () => refreshConversation(client, id),
  })
}
