import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { cancelReply } from '../../api/cancel-reply'
import { isProblem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { ConversationId, EntryId } from '../../api/types'
import { type Command, useCommands } from '../../commands/commands'
import { useTexts } from '../../i18n/texts'
import { useFailureText } from '../../ui/states'
import { dismissToast, showFailure, showToast } from '../../ui/toast'
import { returnWords, showBox } from './drafts'

/** A reply that was just sent and has not gone out. */
type JustSent = {
  readonly conversation: ConversationId
  readonly message: EntryId
  /** The version that the reply made. */
  readonly version: number
  /** Until when it can be taken back here, by this machine's clock. */
  readonly until: number
  /** What is said about it. */
  readonly text: string
  /** Brings the words back to where they were written; absent for the reply box of the conversation. */
  readonly again?: () => void
}

/** The workspace's own limit; what waits longer is taken back in the timeline. */
export const longestUndoMilliseconds = 60_000

/** How long a message waits before it goes out, and until when that can be undone here, by this machine's clock. */
export function undoTime({ at, dueAt }: { readonly at: string; readonly dueAt: string }) {
  const waits = Date.parse(dueAt) - Date.parse(at)
  return { waits, until: Date.now() + Math.min(waits, longestUndoMilliseconds) }
}

let justSent: JustSent | null = null
const listeners = new Set<() => void>()

function put(next: JustSent | null) {
  justSent = next
  for (const listener of listeners) listener()
}

/** Offers to take a reply back for as long as that is possible, wherever the agent goes meanwhile. */
export function offerUndo(sent: JustSent) {
  put(sent)
}

type UndoSendProps = {
  /** Shows the conversation whose reply came back as a draft. */
  readonly onTakenBack: (conversation: ConversationId) => void
}

/** The way back for a reply that was just sent: a notice that counts down, and a command. */
export function UndoSend({ onTakenBack }: UndoSendProps) {
  const { t } = useTexts()
  const { user } = useSession()
  const client = useQueryClient()
  const failureText = useFailureText()
  const sent = useSyncExternalStore(subscribe, () => justSent)
  const undo = useCallback(
    async (reply: JustSent) => {
      put(null)
      try {
        const words = await cancelReply(client, reply.conversation, reply.message)
        if (reply.again !== undefined) {
          onTakenBack(reply.conversation)
          reply.again()
          showToast(t('undo.done'))
          return
        }
        if (words === null) return
        const place = { user: user.id, conversation: reply.conversation, kind: 'reply' as const }
        returnWords(place, words, reply.version, reply.message)
        showBox(place)
        onTakenBack(reply.conversation)
        showToast(t('undo.done'))
      } catch (error) {
        showFailure(isProblem(error, 409) ? t('undo.tooLate') : failureText(error))
      }
    },
    [client, failureText, onTakenBack, t, user.id],
  )
  useEffect(() => {
    if (sent === null) return
    const toast = showToast(
      sent.text,
      { label: t('undo.undo'), run: () => void undo(sent) },
      sent.until,
    )
    const timer = setTimeout(() => {
      if (justSent === sent) put(null)
    }, sent.until - Date.now())
    return () => {
      clearTimeout(timer)
      dismissToast(toast)
    }
  }, [sent, t, undo])
  const commands = useMemo<Command[]>(
    () =>
      sent === null
        ? []
        : [{ id: 'undo-send', group: 'conversation', keys: 'z', title: t('command.undoSend'), run: () => void undo(sent) }],
    [sent, t, undo],
  )
  useCommands(commands)
  return null
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
