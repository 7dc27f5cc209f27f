import type { ChatPart, Message } from '../api/types'
import type { Texts } from '../i18n/texts'

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

/** The signs that stand for calls in previews, which know no language. */
const signs = [
  ['📞', 'call.call'],
  ['📵', 'call.missed'],
  ['📼', 'call.voicemail'],
] as const

/** A preview in the reader's words, where it is of a call. */
export function previewWords(t: Texts['t'], preview: string): string {
  for (const [sign, text] of signs) {
    if (preview === sign) return t(text)
    if (preview.startsWith(`${sign} `)) return `${t(text)}: ${preview.slice(sign.length + 1)}`
  }
  return preview
}
