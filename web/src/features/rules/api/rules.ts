import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Rule } from '../../../api/types'

export function rulesQuery() {
  return queryOptions({
    queryKey: queryKeys.rules,
    queryFn: async ({ signal }) => {
      const { items } = await ask<{ items: Rule[] }>('/v1/rules', { signal })
      return items.sort((a, b) => a.position - b.position)
    },
  })
}
