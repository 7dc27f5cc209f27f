import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import { Unreachable } from '../../../api/problem'
import type { Body, ConversationId, EntryWritten, ForwardRequest } from '../../../api/types'

type Forward = {
  readonly request: ForwardRequest
  /** The version the forward was written against. */
  readonly version: number
  readonly idempotencyKey: string
}

/** Passes mail on. When no answer comes it asks again under the same key, so it goes out once. */
export function useForward(id: ConversationId) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    retry: (failures, error) => error instanceof Unreachable && failures < 2,
    mutationFn: ({ request, version, idempotencyKey }: Forward) =>
      ask<EntryWritten>(`/v1/conversations/${id}/forwards`, {
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

/** Asks what the receivers of a forward would get. */
export function previewForward(id: ConversationId, request: ForwardRequest): Promise<Body> {
  return ask<Body>(`/v1/conversations/${id}/forwards/preview`, { method: 'POST', body: request })
}
