import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { ask } from './client'
import { mergeEntries } from './conversation-cache'
import { queryKeys } from './query-keys'
import type { ConversationDetail, ConversationId } from './types'

/** A conversation with the newest page of its timeline, and what was loaded of the rest. */
export function conversationQuery(client: QueryClient, id: ConversationId) {
  return queryOptions({
    queryKey: queryKeys.conversation(id),
    queryFn: async ({ signal }) => {
      const fresh = await ask<ConversationDetail>(`/v1/conversations/${id}`, { signal })
      return keepingEarlier(client.getQueryData(queryKeys.conversation(id)), fresh)
    },
    staleTime: 15_000,
    refetchInterval: ({ state }) => (hasFiles(state.data) ? renewAddressesMilliseconds : false),
  })
}

/** The addresses of files hold for a few minutes; an open conversation asks for new ones in time. */
const renewAddressesMilliseconds = 4 * 60_000

function hasFiles(detail: ConversationDetail | undefined): boolean {
  return detail?.timeline.some((entry) => entry.kind === 'message' && entry.files.length > 0) === true
}

/**
 * The fresh page on top of the older entries that were loaded before. When the two do not meet,
 * something between them is missing and the older ones are dropped: they can be loaded again.
 */
export function keepingEarlier(
  known: ConversationDetail | undefined,
  fresh: ConversationDetail,
): ConversationDetail {
  const oldestFresh = fresh.timeline[0]
  if (known === undefined || oldestFresh === undefined) return fresh
  const older = known.timeline.filter((entry) => entry.id < oldestFresh.id)
  const meets = known.timeline.some((entry) => entry.id === oldestFresh.id)
  if (older.length === 0 || !meets) return fresh
  return { ...fresh, timeline: mergeEntries(older, fresh.timeline), earlier: known.earlier }
}
