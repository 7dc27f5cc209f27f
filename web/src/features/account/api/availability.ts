import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Session } from '../../../api/types'

/** Says whether new conversations may be handed to the signed-in person. */
export function useSetAvailability(onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  const take = (available: boolean) =>
    client.setQueryData<Session>(
      queryKeys.session,
      (session) =>
        session && {
          ...session,
          user: { ...session.user, available },
          users: session.users.map((user) => (user.id === session.user.id ? { ...user, available } : user)),
        },
    )
  return useMutation({
    networkMode: 'always',
    mutationFn: (available: boolean) =>
      ask<{ available: boolean }>('/v1/me/availability', { method: 'PUT', body: { available } }),
    onMutate: (available) => {
      take(available)
    },
    onSuccess: (answer) => {
      take(answer.available)
    },
    onError: (error, wanted) => {
      take(!wanted)
      onFailure(error)
    },
  })
}
