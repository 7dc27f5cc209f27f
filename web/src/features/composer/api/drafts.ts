import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { ConversationId, KeptDraft } from '../../../api/types'
import type { Place } from '../drafts'

/** What the signed-in agent began to write in a conversation, on whatever device. */
export function draftsQuery(id: ConversationId) {
  return queryOptions({
    queryKey: queryKeys.drafts(id),
    queryFn: async ({ signal }) =>
      (await ask<{ items: KeptDraft[] }>(`/v1/conversations/${id}/drafts`, { signal })).items as readonly KeptDraft[],
    staleTime: 5_000,
  })
}

/** Keeps a draft on the server, over the version it was made on. */
export function putDraft({ conversation, kind }: Place, version: number, content: string): Promise<KeptDraft> {
  return ask<KeptDraft>(`/v1/conversations/${conversation}/drafts/${kind}`, {
    method: 'PUT',
    body: { content },
    ifMatch: version,
  })
}
