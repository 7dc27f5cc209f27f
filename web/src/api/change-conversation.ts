import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeRow, knownRow, refreshConversation, takeInRow } from './conversation-cache'
import { isProblem } from './problem'
import { queryKeys } from './query-keys'
import type { ConversationChanged, ConversationId, Row } from './types'

type Change<Wanted> = {
  /** How the conversation will look when all goes well; shown at once. */
  readonly foresee: (row: Row, wanted: Wanted) => Row
  /** Asks the server, which refuses when there is a newer version than this one. */
  readonly send: (id: ConversationId, wanted: Wanted, version: number) => Promise<ConversationChanged>
  /**
   * Whether the change still means the same after somebody else's change. Then it is asked for
   * once more on top of theirs; otherwise a person has to decide.
   */
  readonly holdsAfterOthers: boolean
  readonly onFailure: (error: unknown, wanted: Wanted) => void
}

/** A change to a conversation: seen at once, taken back when the server refuses. */
export function useConversationChange<Wanted>(id: ConversationId, change: Change<Wanted>) {
  const client = useQueryClient()
  const version = () => {
    const row = knownRow(client, id)
    if (row === undefined) throw new Error(`Conversation ${id} is not loaded`)
    return row.version
  }
  return useMutation({
    // One after the other: each needs the version that the one before it made.
    scope: { id: `conversation ${id}` },
    networkMode: 'always',
    mutationFn: async (wanted: Wanted) => {
      try {
        return await change.send(id, wanted, version())
      } catch (failure) {
        if (!change.holdsAfterOthers || !(isProblem(failure, 409) || isProblem(failure, 412))) throw failure
        await client.refetchQueries({ queryKey: queryKeys.conversation(id) })
        return change.send(id, wanted, version())
      }
    },
    onMutate: async (wanted) => {
      await client.cancelQueries({ queryKey: queryKeys.conversation(id) })
      const before = knownRow(client, id)
      changeRow(client, id, (row) => change.foresee(row, wanted))
      return { before }
    },
    onSuccess: (answer) => takeInRow(client, answer.conversation),
    onError: async (failure, wanted, context) => {
      const before = context?.before
      if (before !== undefined) changeRow(client, id, () => before)
      await refreshConversation(client, id)
      change.onFailure(failure, wanted)
    },
    onSettled: () => void refreshConversation(client, id),
  })
}
