import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { mergeEntries } from '../../../api/conversation-cache'
import { queryKeys } from '../../../api/query-keys'
import type { ConversationDetail, ConversationId, TimelinePage } from '../../../api/types'

/** Loads the page before the oldest entry and puts it in front. */
export function useLoadEarlier(id: ConversationId) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (cursor: string) =>
      ask<TimelinePage>(`/v1/conversations/${id}/timeline?${new URLSearchParams({ cursor })}`),
    onSuccess: (page) =>
      client.setQueryData<ConversationDetail>(
        queryKeys.conversation(id),
        (detail) =>
          detail && { ...detail, timeline: mergeEntries(page.timeline, detail.timeline), earlier: page.earlier },
      ),
  })
}
