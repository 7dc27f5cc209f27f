import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { ChatSettings, FormSettings, InboxId, TeamId } from '../../../api/types'

/** Everything that can be set on a chat. */
export function chatSettingsQuery(id: InboxId) {
  return queryOptions({
    queryKey: queryKeys.chatSettings(id),
    queryFn: ({ signal }) => ask<ChatSettings>(`/v1/inboxes/${id}/chat`, { signal }),
    refetchOnWindowFocus: false,
  })
}

/** Everything that can be set on a contact form. */
export function formSettingsQuery(id: InboxId) {
  return queryOptions({
    queryKey: queryKeys.formSettings(id),
    queryFn: ({ signal }) => ask<FormSettings>(`/v1/inboxes/${id}/form`, { signal }),
    refetchOnWindowFocus: false,
  })
}

/** Writes a chat as it is given, over the version that it names. */
export function useSaveChat() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version, ...draft }: ChatSettings) =>
      ask<ChatSettings>(`/v1/inboxes/${id}/chat`, { method: 'PUT', body: draft, ifMatch: version }),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.chatSettings(saved.id), saved)
      void client.invalidateQueries({ queryKey: queryKeys.inboxes })
      void client.invalidateQueries({ queryKey: queryKeys.session })
    },
  })
}

/** Writes a form as it is given, over the version that it names. */
export function useSaveForm() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version, ...draft }: FormSettings) =>
      ask<FormSettings>(`/v1/inboxes/${id}/form`, { method: 'PUT', body: draft, ifMatch: version }),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.formSettings(saved.id), saved)
      void client.invalidateQueries({ queryKey: queryKeys.inboxes })
      void client.invalidateQueries({ queryKey: queryKeys.session })
    },
  })
}

type NewSite = {
  readonly kind: 'chats' | 'forms'
  readonly name: string
  readonly team: TeamId
  readonly mail: InboxId | null
  readonly idempotencyKey: string
}

export function useCreateSite() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ kind, idempotencyKey, ...body }: NewSite) =>
      ask<{ id: InboxId }>(`/v1/inboxes/${kind}`, { method: 'POST', body, idempotencyKey }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.inboxes })
      void client.invalidateQueries({ queryKey: queryKeys.session })
    },
  })
}

/** Makes a new secret for the site of a chat. It is shown once and kept nowhere here. */
export function useNewSecret(id: InboxId) {
  return useMutation({
    networkMode: 'always',
    gcTime: 0,
    mutationFn: () => ask<{ secret: string }>(`/v1/inboxes/${id}/chat/secret`, { method: 'POST', body: {} }),
  })
}
