import type { ChatPart, Message } from '../api/types'

type Call = Extract<ChatPart, { part: 'call' }>

/** The text of what came of a call: one that the customer took is theirs to have answered. */
export function outcomeText(direction: Message['direction'], outcome: Call['outcome']) {
  return direction === 'out' && outcome === 'answered' ? ('call.reached' as const) : (`call.${outcome}` as const)
}

/** Whether nobody was talked to. */
export function isLost(outcome: Call['outcome']): boolean {
  return outcome !== 'answered' && outcome !== 'ringing' && outcome !== 'calling'
}

/** The call that a message is; undefined for everything else. */
export function callOf(parts: readonly ChatPart[]): Call | undefined {
  return parts.find((part): part is Call => part.part === 'call')
}
