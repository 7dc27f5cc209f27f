import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Session, Telephone } from '../../../api/types'

/** Says which number of one's own is rung before a customer is. */
export function useSetTelephone() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (number: string) => ask<Telephone>('/v1/me/telephone', { method: 'PUT', body: { number } }),
    onSuccess: ({ number }) =>
      client.setQueryData<Session>(
        queryKeys.session,
        (session) => session && { ...session, user: { ...session.user, telephone: number } },
      ),
  })
}
