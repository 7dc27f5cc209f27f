import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { InboxId, Standing, TemplateList } from '../../../api/types'

/** How the provider regards the number of an inbox. */
export function standingQuery(id: InboxId) {
  return queryOptions({
    queryKey: queryKeys.standing(id),
    queryFn: ({ signal }) => ask<Standing>(`/v1/inboxes/${id}/standing`, { signal }),
  })
}

/** The templates of an inbox. */
export function inboxTemplatesQuery(id: InboxId) {
  return queryOptions({
    queryKey: [...queryKeys.templates(id), ''],
    queryFn: ({ signal }) => ask<TemplateList>(`/v1/inboxes/${id}/templates`, { signal }),
  })
}

/** Has templates and standing of an inbox read anew from the provider. */
export function useFetchInboxTemplates(id: InboxId) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: () => ask<TemplateList>(`/v1/inboxes/${id}/templates/fetch`, { method: 'POST' }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.templates(id) }),
        client.invalidateQueries({ queryKey: queryKeys.standing(id) }),
      ]),
  })
}
