import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInEntry } from '../../../api/conversation-cache'
import type { ConversationId, EntryId, EntryWritten } from '../../../api/types'

/** Asks the provider once more for a file that could not be fetched. */
export function useRetryFile(id: ConversationId, message: EntryId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (index: number) =>
      ask<EntryWritten>(`/v1/conversations/${id}/messages/${message}/files/${index}/retry`, { method: 'POST' }),
    onSuccess: (answer) => takeInEntry(client, id, answer.entry),
    onError: onFailure,
    onSettled: () => void refreshConversation(client, id),
  })
}
