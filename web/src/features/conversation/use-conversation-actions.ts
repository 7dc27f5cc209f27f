import { useQueryClient } from '@tanstack/react-query'
import { knownRow } from '../../api/conversation-cache'
import { isProblem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { LabelId, Row, TeamId, UserId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useAssign } from './api/assign'
import { useClose } from './api/close'
import { useChangeLabels } from './api/labels'
import { useReopen } from './api/reopen'

export type ConversationActions = {
  readonly assign: (agent: UserId | null, team?: TeamId) => void
  readonly toggleLabel: (label: LabelId) => void
  readonly close: () => void
  readonly reopen: () => void
}

/** What can be done to a conversation as a whole, with the words that follow. */
export function useConversationActions(row: Row): ConversationActions {
  const { t } = useTexts()
  const { users, teams } = useSession()
  const client = useQueryClient()
  const failureText = useFailureText()

  const onFailure = (error: unknown) => {
    if (isProblem(error, 409) || isProblem(error, 412)) {
      const now = knownRow(client, row.id)
      const owner = users.find((user) => user.id === now?.assignee)?.name
      switch (error.code) {
        case 'owner-changed':
          showFailure(owner === undefined ? t('conflict.ownerNobody') : t('conflict.owner', { name: owner }))
          return
        case 'message-crossed':
          showFailure(t('conflict.message', { name: row.contact.name }))
          return
        default:
          showFailure(t('conflict.other'))
          return
      }
    }
    showFailure(failureText(error))
  }

  const assignment = useAssign(row.id, onFailure)
  const labelling = useChangeLabels(row.id, onFailure)
  const closing = useClose(row.id, onFailure)
  const reopening = useReopen(row.id, onFailure)

  const assign = (agent: UserId | null, team?: TeamId) => {
    const before = { agent: row.assignee, team: row.team }
    const moved = team !== undefined && team !== row.team
    if (agent === row.assignee && !moved) return
    assignment.mutate(
      { agent, team: moved ? team : null },
      {
        onSuccess: () => {
          const name = moved
            ? teams.find((each) => each.id === team)?.name
            : users.find((each) => each.id === agent)?.name
          showToast(name === undefined ? t('toast.unassigned') : t('toast.assigned', { name }), {
            label: t('toast.undo'),
            run: () => assignment.mutate({ agent: before.agent, team: moved ? before.team : null }),
          })
        },
      },
    )
  }

  const reopen = () => {
    reopening.mutate(null, { onSuccess: () => showToast(t('toast.reopened')) })
  }

  return {
    assign,
    toggleLabel: (label) =>
      labelling.mutate(row.labels.includes(label) ? { add: [], remove: [label] } : { add: [label], remove: [] }),
    close: () =>
      closing.mutate(null, {
        onSuccess: () => showToast(t('toast.closed'), { label: t('toast.undo'), run: reopen }),
      }),
    reopen,
  }
}
