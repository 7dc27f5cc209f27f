import { useEffect } from 'react'
import { ask } from '../../../api/client'
import type { ConversationDetail } from '../../../api/types'
import { isMail } from '../../../ui/channel'

/** Tells the provider of a chat that its customer's newest message was seen, once for each; nobody minds when it gets lost. */
export function useTellSeen({ conversation, timeline }: ConversationDetail) {
  const { id, channel } = conversation
  const silent = isMail(channel) || channel === 'webchat'
  const newest = timeline.findLast((entry) => entry.kind === 'message' && entry.direction === 'in')?.id ?? null
  useEffect(() => {
    if (silent || newest === null) return
    const tell = () => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', tell)
      ask(`/v1/conversations/${id}/seen`, { method: 'POST' }).catch(() => undefined)
    }
    // What comes in while nobody looks is seen when somebody does.
    document.addEventListener('visibilitychange', tell)
    tell()
    return () => document.removeEventListener('visibilitychange', tell)
  }, [id, silent, newest])
}
