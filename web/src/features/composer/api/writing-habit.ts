import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import type { WritingHabit } from '../../../api/types'

const key = ['writing-habit']

/** How the mail of the signed-in person looks unless they say otherwise. */
export function writingHabitQuery() {
  return queryOptions({
    queryKey: key,
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
      client.setQueryData<WritingHabit>(key, kept)
    },
  })
}
