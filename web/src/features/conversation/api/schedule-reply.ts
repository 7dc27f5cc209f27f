import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import type { ConversationId, EntryId, EntryWritten } from '../../../api/types'

type Schedule = { readonly message: EntryId; readonly sendAt: string }

/** Gives a reply that waits another time. */
export function useScheduleReply(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ message, sendAt }: Schedule) =>
      ask<EntryWritten>(`/v1/conversations/${id}/messages/${message}/schedule`, { method: 'POST', body: { sendAt } }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onError: onFailure,
    onSettled: () => void refreshConversation(client, id),
  })
}
