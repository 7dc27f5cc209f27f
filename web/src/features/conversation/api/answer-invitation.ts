import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, newIdempotencyKey } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import { Unreachable } from '../../../api/problem'
import type { ConversationId, EntryId, EntryWritten, GivenAnswer } from '../../../api/types'

type Answering = {
  readonly message: EntryId
  readonly participation: GivenAnswer['participation']
  readonly version: number
}

/** Answers the invitation in a message, once for each press. */
export function useAnswerInvitation(id: ConversationId, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    retry: (failures, error) => error instanceof Unreachable && failures < 2,
    mutationFn: ({ message, participation, version, key }: Answering & { readonly key: string }) =>
      ask<EntryWritten>(`/v1/conversations/${id}/messages/${message}/answer`, {
        method: 'POST',
        body: { participation },
        ifMatch: version,
        idempotencyKey: key,
      }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onError: onFailure,
    onSettled: () => refreshConversation(client, id),
  })
}

/** A key for one press of a button: a retry of it has the same. */
export function keyed(answering: Answering) {
  return { ...answering, key: newIdempotencyKey() }
}
