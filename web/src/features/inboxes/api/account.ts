import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { BusinessHours, ConnectableChannel, ProviderAccount, AccountTest, InboxId } from '../../../api/types'

/** The ways to sign in an account of Instagram; the first is that of accounts that say none. */
export const logins = ['page', 'instagram'] as const

/** The channels that inboxes can be connected to, and what each wants to know. */
export function channelsQuery() {
  return queryOptions({
    queryKey: queryKeys.channels,
    queryFn: ({ signal }) => ask<{ items: ConnectableChannel[] }>('/v1/channels', { signal }),
    staleTime: Infinity,
  })
}

/** How an inbox is connected, without its secrets. */
export function accountQuery(id: InboxId) {
  return queryOptions({
    queryKey: queryKeys.account(id),
    queryFn: ({ signal }) => ask<ProviderAccount>(`/v1/inboxes/${id}/account`, { signal }),
    refetchOnWindowFocus: false,
  })
}

export type ConnectionWish = {
  readonly channel: string
  readonly name: string
  readonly team: string
  readonly values: Record<string, string>
  /** When calls are taken; null when always. */
  readonly hours: BusinessHours | null
}

/** Connects a new inbox, or one that exists anew. */
export function useConnect(saved: ProviderAccount | null) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ idempotencyKey, ...body }: ConnectionWish & { readonly idempotencyKey: string }) =>
      saved === null
        ? ask<ProviderAccount>('/v1/accounts', { method: 'POST', body, idempotencyKey })
        : ask<ProviderAccount>(`/v1/inboxes/${saved.id}/account`, { method: 'PUT', body, ifMatch: saved.version }),
    onSuccess: (connection) => {
      client.setQueryData(queryKeys.account(connection.id), connection)
      void client.invalidateQueries({ queryKey: queryKeys.inboxes })
      const known = client.invalidateQueries({ queryKey: queryKeys.session })
      // Which page shows a new one, the session says: whoever goes there has to know it.
      return saved === null ? known : undefined
    },
  })
}

/** Tries a connection at the provider. */
export function useTestAccount(id: InboxId) {
  return useMutation({
    networkMode: 'always',
    mutationFn: () => ask<AccountTest>(`/v1/inboxes/${id}/account/test`, { method: 'POST', body: {} }),
  })
}
