import { useConversationChange } from '../../../api/change-conversation'
import { ask } from '../../../api/client'
import type { ConversationChanged, ConversationId } from '../../../api/types'

export function useReopen(id: ConversationId, onFailure: (error: unknown) => void) {
  return useConversationChange<null>(id, {
    foresee: (row) => ({ ...row, status: 'open' }),
    send: (conversation, _, ifMatch) =>
      ask<ConversationChanged>(`/v1/conversations/${conversation}/reopen`, { method: 'POST', body: {}, ifMatch }),
    holdsAfterOthers: true,
    onFailure,
  })
}
