import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInRow } from '../../../api/conversation-cache'
import { queryKeys } from '../../../api/query-keys'
import type { ConversationChanged, ConversationId } from '../../../api/types'

type Merge = { readonly into: ConversationId; readonly version: number; readonly ifMatch: number }

/** Merges a conversation into another; the answer is the one that stays. */
export function useMerge(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ into, version, ifMatch }: Merge) =>
      ask<ConversationChanged>(`/v1/conversations/${id}/merge`, { method: 'POST', body: { into, version }, ifMatch }),
    onSuccess: (answer) => takeInRow(client, answer.conversation),
    onError: onFailure,
    onSettled: async (_, __, { into }) => {
      await Promise.all([refreshConversation(client, id), refreshConversation(client, into)])
    },
  })
}

/** Takes back within the hour that a conversation was merged. */
export function useTakeBackMerge(id: ConversationId, into: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask<ConversationChanged>(`/v1/conversations/${id}/unmerge`, { method: 'POST', body: {} }),
    onSuccess: async (answer) => {
      takeInRow(client, answer.conversation)
      // What is kept of its timeline still has the other's entries.
      await client.resetQueries({ queryKey: queryKeys.conversation(into) })
    },
    onError: onFailure,
    onSettled: () => refreshConversation(client, id),
  })
}
