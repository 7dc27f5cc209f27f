import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import { Unreachable } from '../../../api/problem'
import type { ConversationId, EntryWritten, ReplyRequest } from '../../../api/types'

type Reply = {
  readonly request: ReplyRequest
  /** The version the reply was written against. */
  readonly version: number
  readonly idempotencyKey: string
}

/** Sends a reply. When no answer comes it asks again under the same key, so it is sent once. */
export function useSendReply(id: ConversationId) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    retry: (failures, error) => error instanceof Unreachable && failures < 2,
    mutationFn: ({ request, version, idempotencyKey }: Reply) =>
      ask<EntryWritten>(`/v1/conversations/${id}/replies`, {
        method: 'POST',
        body: request,
        ifMatch: version,
        idempotencyKey,
      }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onSettled: () => refreshConversation(client, id),
  })
}
