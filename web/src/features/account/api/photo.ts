import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Photo, Session } from '../../../api/types'

/** Keeps a picture that shows the signed-in person; null takes it away. */
export function useKeepPhoto() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: async (picture: Blob | null) =>
      picture === null
        ? ask<Photo>('/v1/me/photo', { method: 'DELETE' })
        : ask<Photo>('/v1/me/photo', { method: 'PUT', body: { content: await base64(picture) } }),
    onSuccess: ({ photo }) =>
      client.setQueryData<Session>(
        queryKeys.session,
        (session) =>
          session && {
            ...session,
            user: { ...session.user, photo },
            users: session.users.map((user) => (user.id === session.user.id ? { ...user, photo } : user)),
          },
      ),
  })
}

/** Where a picture is seen. */
export function photoAddress(name: string): string {
  return `/photos/${name}`
}

async function base64(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
