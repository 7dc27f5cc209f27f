import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Session } from '../../../api/types'

/** Says for how long replies can be taken back before they go out, in seconds. */
export function useSetUndoWindow(onFailure: (error: unknown) => void) {
  return useChange('undo-window', (seconds: number) => ({ seconds }), onFailure)
}

/** Says whether replies of agents who say nothing else quote what they answer. */
export function useSetQuoting(onFailure: (error: unknown) => void) {
  return useChange('quoting', (quotes: boolean) => ({ quotes }), onFailure)
}

function useChange<Value>(what: string, body: (value: Value) => object, onFailure: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (value: Value) => ask<Session['workspace']>(`/v1/workspace/${what}`, { method: 'PUT', body: body(value) }),
    onSuccess: (workspace) => {
      client.setQueryData<Session>(queryKeys.session, (session) => session && { ...session, workspace })
      return client.invalidateQueries({ queryKey: queryKeys.writingHabit })
    },
    onError: onFailure,
  })
}
