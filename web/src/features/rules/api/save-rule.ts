import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Rule } from '../../../api/types'
import { expected, saved } from './own-versions'

/** Writes rules as they are given, one after the other. */
export function useSaveRules() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    scope: { id: 'rules' },
    mutationFn: async (rules: readonly Rule[]) => {
      for (const rule of rules) {
        const { id, version, ...draft } = rule
        const ifMatch = expected({ id, version })
        saved({ id, version: ifMatch }, await ask<Rule>(`/v1/rules/${id}`, { method: 'PUT', body: draft, ifMatch }))
      }
    },
    onMutate: (rules) => {
      const changed = new Map(rules.map((rule) => [rule.id, rule]))
      client.setQueryData<Rule[]>(queryKeys.rules, (known) =>
        known?.map((rule) => changed.get(rule.id) ?? rule).sort((a, b) => a.position - b.position),
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rules }),
  })
}
