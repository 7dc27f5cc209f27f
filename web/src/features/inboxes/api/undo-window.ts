import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Session } from '../../../api/types'

/** Says for how long replies can be taken back before they go out. */
export function useSetUndoWindow(onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (seconds: number) =>
      ask<Session['workspace']>('/v1/workspace/undo-window', { method: 'PUT', body: { seconds } }),
    onSuccess: (workspace) =>
      client.setQueryData<Session>(queryKeys.session, (session) => session && { ...session, workspace }),
    onError: onFailure,
  })
}
