import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import type { ConversationId, EntryId, EntryWritten } from '../../../api/types'

type SendNow = {
  readonly message: EntryId
  /** The version on the screen: when somebody wrote since, it is refused. */
  readonly version: number
}

/** Sends a reply at once that waits for its time or is held. */
export function useSendNow(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ message, version }: SendNow) =>
      ask<EntryWritten>(`/v1/conversations/${id}/messages/${message}/send`, { method: 'POST', ifMatch: version }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onError: onFailure,
    onSettled: () => void refreshConversation(client, id),
  })
}
