import { useConversationChange } from '../../../api/change-conversation'
import { ask } from '../../../api/client'
import type { ConversationChanged, ConversationId } from '../../../api/types'

export function useClose(id: ConversationId, onFailure: (error: unknown) => void) {
  return useConversationChange<null>(id, {
    foresee: (row) => ({ ...row, status: 'closed' }),
    send: (conversation, _, ifMatch) =>
      ask<ConversationChanged>(`/v1/conversations/${conversation}/close`, { method: 'POST', body: {}, ifMatch }),
    holdsAfterOthers: false,
    onFailure,
  })
}
