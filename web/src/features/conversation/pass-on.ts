import { createContext } from 'react'
import type { EntryId } from '../../api/types'

/** What can be written beside the exchange with the customer; whoever shows the conversation opens it. */
export type PassOn = {
  /** Passes a message on to somebody outside; null for the whole conversation. */
  readonly forward: (message: EntryId | null) => void
  /** Answers in a side thread. */
  readonly replyAside: (side: EntryId) => void
}

export const PassOnContext = createContext<PassOn>({ forward: () => undefined, replyAside: () => undefined })
