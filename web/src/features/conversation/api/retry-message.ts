import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, newIdempotencyKey } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import { Problem } from '../../../api/problem'
import type { ConversationId, EntryId, EntryWritten } from '../../../api/types'

type Retry = { readonly message: EntryId; readonly attempt: number }

const keys = new Map<string, string>()
const nameOf = ({ message, attempt }: Retry) => `${message} ${attempt}`

/** The same attempt of the same message always has the same key: two clicks are one retry. */
function keyOf(retry: Retry): string {
  const name = nameOf(retry)
  const key = keys.get(name) ?? newIdempotencyKey()
  keys.set(name, key)
  return key
}

/** Sends a message that failed once more. */
export function useRetryMessage(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (retry: Retry) =>
      ask<EntryWritten>(`/v1/conversations/${id}/messages/${retry.message}/retry`, {
        method: 'POST',
        body: { attempt: retry.attempt },
        idempotencyKey: keyOf(retry),
      }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onError: (error, retry) => {
      // It was refused: what is tried next is another attempt.
      if (error instanceof Problem) keys.delete(nameOf(retry))
      onFailure(error)
    },
    onSettled: () => void refreshConversation(client, id),
  })
}
