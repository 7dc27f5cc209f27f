import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { ConversationId, KeptDraft } from '../../../api/types'

/** What the signed-in agent began to write in a conversation, or outside of any, on whatever device. */
export function draftsQuery(id: ConversationId | null) {
  return queryOptions({
    queryKey: queryKeys.drafts(id),
    queryFn: async ({ signal }): Promise<readonly KeptDraft[]> =>
      id === null
        ? [await ask<KeptDraft>('/v1/drafts/first', { signal })]
        : (await ask<{ items: KeptDraft[] }>(`/v1/conversations/${id}/drafts`, { signal })).items,
    staleTime: 5_000,
  })
}

type Place = { readonly conversation: ConversationId | null; readonly kind: KeptDraft['kind'] }

/** Keeps a draft on the server, over the version it was made on. */
export function putDraft({ conversation, kind }: Place, version: number, content: string): Promise<KeptDraft> {
  return ask<KeptDraft>(conversation === null ? `/v1/drafts/${kind}` : `/v1/conversations/${conversation}/drafts/${kind}`, {
    method: 'PUT',
    body: { content },
    ifMatch: version,
  })
}
