import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { WritingHabit } from '../../../api/types'

/** How the mail of the signed-in person looks unless they say otherwise. */
export function writingHabitQuery() {
  return queryOptions({
    queryKey: queryKeys.writingHabit,
    queryFn: () => ask<WritingHabit>('/v1/me/writing'),
    staleTime: 5 * 60_000,
  })
}

export function useKeepWritingHabit() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (habit: WritingHabit) => ask<WritingHabit>('/v1/me/writing', { method: 'PUT', body: habit }),
    onSuccess: (kept) => {
      client.setQueryData<WritingHabit>(queryKeys.writingHabit, kept)
    },
  })
}
