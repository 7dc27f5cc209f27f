import type { QueryClient } from '@tanstack/react-query'
import { ask } from './client'
import { refreshConversation, takeInEntry, takeInRow } from './conversation-cache'
import type { Answering, CancelledReply, ConversationId, Entry, EntryId, TakenBack } from './types'

/** Takes a reply back that has not gone out, and gives its author the words; null for others. */
export async function cancelReply(client: QueryClient, id: ConversationId, message: EntryId): Promise<TakenBack | null> {
  try {
    const answer = await ask<CancelledReply>(`/v1/conversations/${id}/messages/${message}/cancel`, { method: 'POST' })
    takeInEntry(client, id, answer.entry)
    takeInRow(client, answer.conversation)
    return answer.words && { ...answer.words, answers: answered(answer.entry) }
  } finally {
    void refreshConversation(client, id)
  }
}

function answered(entry: Entry): Answering | null {
  const answers = entry.kind === 'message' ? entry.chat?.answers : null
  if (answers?.entry == null) return null
  return { entry: answers.entry, name: answers.author ?? '', text: answers.text }
}
