import { useCallback, useRef } from 'react'
import { ask } from '../../../api/client'
import type { ConversationId } from '../../../api/types'

/** A visitor sees "is typing" for six seconds after they heard of it. */
const everyMilliseconds = 4_000

/** Tells the visitor of a chat that somebody writes: at most every few seconds, and nobody minds when it gets lost. */
export function useSayTyping(id: ConversationId) {
  const said = useRef(0)
  return useCallback(() => {
    if (Date.now() - said.current < everyMilliseconds) return
    said.current = Date.now()
    ask(`/v1/conversations/${id}/typing`, { method: 'POST', body: { typing: true } }).catch(() => undefined)
  }, [id])
}
