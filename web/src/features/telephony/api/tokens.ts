import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { NewTelephoneToken, TelephoneToken, TelephoneTokenList } from '../../../api/types'

/** The tokens of telephone systems, newest first. */
export function tokensQuery() {
  return queryOptions({
    queryKey: queryKeys.telephoneTokens,
    queryFn: ({ signal }) => ask<TelephoneTokenList>('/v1/telephone-tokens', { signal }),
  })
}

/** Makes a token; the answer is the only place it is ever in. */
export function useMakeToken() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    // What the answer holds is secret: it goes as soon as nobody shows it.
    gcTime: 0,
    mutationFn: ({ name, key }: { readonly name: string; readonly key: string }) =>
      ask<NewTelephoneToken>('/v1/telephone-tokens', { method: 'POST', body: { name }, idempotencyKey: key }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.telephoneTokens }),
  })
}

/** Revokes a token: it opens nothing from now on. */
export function useRevokeToken() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (id: TelephoneToken['id']) => ask<undefined>(`/v1/telephone-tokens/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.telephoneTokens }),
  })
}
