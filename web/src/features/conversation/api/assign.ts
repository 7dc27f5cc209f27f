import { useConversationChange } from '../../../api/change-conversation'
import { ask } from '../../../api/client'
import type { ConversationChanged, ConversationId, TeamId, UserId } from '../../../api/types'

/** @param team null keeps the team */
type Assignment = { readonly agent: UserId | null; readonly team: TeamId | null }

export function useAssign(id: ConversationId, onFailure: (error: unknown) => void) {
  return useConversationChange<Assignment>(id, {
    foresee: (row, { agent, team }) => ({ ...row, assignee: agent, team: team ?? row.team }),
    send: (conversation, body, ifMatch) =>
      ask<ConversationChanged>(`/v1/conversations/${conversation}/assign`, { method: 'POST', body, ifMatch }),
    holdsAfterOthers: false,
    onFailure,
  })
}
