import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Rule, RuleDraft } from '../../../api/types'

type NewRule = { readonly draft: RuleDraft; readonly idempotencyKey: string }

export function useCreateRule() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ draft, idempotencyKey }: NewRule) =>
      ask<Rule>('/v1/rules', { method: 'POST', body: draft, idempotencyKey }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rules }),
  })
}
