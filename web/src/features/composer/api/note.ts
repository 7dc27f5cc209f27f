import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { refreshConversation, takeInEntry, takeInRow } from '../../../api/conversation-cache'
import { Unreachable } from '../../../api/problem'
import type { ConversationId, EntryWritten } from '../../../api/types'

type NoteToSave = { readonly html: string; readonly text: string; readonly draft: number; readonly idempotencyKey: string }

/** Saves a private note. It has an address of its own: no reply ever goes through here. */
export function useSaveNote(id: ConversationId) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    retry: (failures, error) => error instanceof Unreachable && failures < 2,
    mutationFn: ({ html, text, draft, idempotencyKey }: NoteToSave) =>
      ask<EntryWritten>(`/v1/conversations/${id}/notes`, { method: 'POST', body: { html, text, draft }, idempotencyKey }),
    onSuccess: (answer) => {
      takeInEntry(client, id, answer.entry)
      takeInRow(client, answer.conversation)
    },
    onSettled: () => refreshConversation(client, id),
  })
}
