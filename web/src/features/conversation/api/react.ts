import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, newIdempotencyKey } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import { Unreachable } from '../../../api/problem'
import type { ConversationId, EntryId, EntryWritten } from '../../../api/types'

type Wish = { readonly message: EntryId; readonly emoji: string | null; readonly key?: string }

/** Reacts to a message of the customer. When no answer comes it asks again under the same key. */
export function useReact(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  const mutation = useMutation({
    networkMode: 'always',
    retry: (failures, error) => error instanceof Unreachable && failures < 2,
    mutationFn: ({ message, emoji, key }: Wish) =>
      ask<EntryWritten>(`/v1/conversations/${id}/messages/${message}/reaction`, {
        method: 'POST',
        body: { emoji },
        ...(key !== undefined && { idempotencyKey: key }),
      }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onError: onFailure,
    onSettled: () => void refreshConversation(client, id),
  })
  return {
    mutate: (wish: Omit<Wish, 'key'>) => mutation.mutate({ ...wish, key: newIdempotencyKey() }),
  }
}
