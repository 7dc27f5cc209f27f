import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { ConversationId, InboxId, TemplateList } from '../../../api/types'

/** Where a template is to be sent: in a conversation, or to begin one. */
export type TemplatePlace =
  | { readonly kind: 'conversation'; readonly id: ConversationId }
  | {
      readonly kind: 'inbox'
      readonly id: InboxId
      /** What the customer is called; empty while nobody said. */
      readonly contact: string
    }

const path = ({ kind, id }: TemplatePlace) => `/v1/${kind === 'conversation' ? 'conversations' : 'inboxes'}/${id}/templates`

const contactOf = (place: TemplatePlace) => (place.kind === 'inbox' ? place.contact.trim() : '')
const keyOf = (place: TemplatePlace) => [...queryKeys.templates(place.id), contactOf(place)]

function question(place: TemplatePlace): string {
  const contact = contactOf(place)
  return contact === '' ? '' : `?contact=${encodeURIComponent(contact)}`
}

/** The templates that can be sent there, with what is known for their gaps. */
export function templatesQuery(place: TemplatePlace) {
  return queryOptions({
    queryKey: keyOf(place),
    queryFn: ({ signal }) => ask<TemplateList>(path(place) + question(place), { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    // A number that was just connected has its list within a minute.
    refetchInterval: ({ state }) => (isAwaited(state.data) ? 5_000 : false),
  })
}

/** Whether the list was never there, and nothing stands in its way. */
export function isAwaited(list: TemplateList | undefined): boolean {
  return list !== undefined && list.ready && list.fetchedAt === null && list.trouble === null
}

/** Has the list read anew from the provider. */
export function useFetchTemplates(place: TemplatePlace) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: () => ask<TemplateList>(`${path(place)}/fetch`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.templates(place.id) }),
  })
}
