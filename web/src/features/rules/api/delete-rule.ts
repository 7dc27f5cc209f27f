import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Rule } from '../../../api/types'

export function useDeleteRule() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (rule: Rule) => ask<undefined>(`/v1/rules/${rule.id}`, { method: 'DELETE', ifMatch: rule.version }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rules }),
  })
}
