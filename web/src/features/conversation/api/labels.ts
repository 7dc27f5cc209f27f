import { useConversationChange } from '../../../api/change-conversation'
import { ask } from '../../../api/client'
import type { ConversationChanged, ConversationId, LabelId } from '../../../api/types'

type LabelChange = { readonly add: readonly LabelId[]; readonly remove: readonly LabelId[] }

export function useChangeLabels(id: ConversationId, onFailure: (error: unknown) => void) {
  return useConversationChange<LabelChange>(id, {
    foresee: (row, { add, remove }) => ({
      ...row,
      labels: [...new Set([...row.labels, ...add])].filter((label) => !remove.includes(label)),
    }),
    send: (conversation, body, ifMatch) =>
      ask<ConversationChanged>(`/v1/conversations/${conversation}/labels`, { method: 'POST', body, ifMatch }),
    holdsAfterOthers: true,
    onFailure,
  })
}
