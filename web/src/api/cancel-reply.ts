import type { QueryClient } from '@tanstack/react-query'
import { ask } from './client'
import { refreshConversation, takeInEntry, takeInRow } from './conversation-cache'
import type { CancelledReply, ConversationId, EntryId, ReplyWords } from './types'

/** Takes a reply back that has not gone out, and gives its author the words; null for others. */
export async function cancelReply(client: QueryClient, id: ConversationId, message: EntryId): Promise<ReplyWords | null> {
  try {
    const answer = await ask<CancelledReply>(`/v1/conversations/${id}/messages/${message}/cancel`, { method: 'POST' })
    takeInEntry(client, id, answer.entry)
    takeInRow(client, answer.conversation)
    return answer.words
  } finally {
    void refreshConversation(client, id)
  }
}
