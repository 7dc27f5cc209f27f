import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Rule } from '../../../api/types'
import { expected } from './own-versions'

export function useDeleteRule() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    // After what is still being saved.
    scope: { id: 'rules' },
    mutationFn: (rule: Rule) => ask<undefined>(`/v1/rules/${rule.id}`, { method: 'DELETE', ifMatch: expected(rule) }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rules }),
  })
}
