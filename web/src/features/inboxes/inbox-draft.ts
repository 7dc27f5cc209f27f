import type { InboxId, InboxSettings } from '../../api/types'

/** What a person changes on an inbox, beside what it was when they began. */
export type InboxDraft = {
  readonly base: InboxSettings
  readonly now: InboxSettings
}

/** The parts that are changed, compared and taken over as a whole. */
const parts = ['name', 'team', 'addresses', 'outgoing', 'policy', 'hours', 'acknowledgement'] as const
type Part = (typeof parts)[number]

/** Drafts outlive the page for as long as the app is open, so that looking elsewhere loses nothing. */
const kept = new Map<InboxId, InboxDraft>()

export function keptDraft(id: InboxId): InboxDraft | undefined {
  return kept.get(id)
}

/** Keeps a draft while there is something in it. */
export function keepDraft(draft: InboxDraft) {
  if (changedParts(draft).length > 0) kept.set(draft.base.id, draft)
  else kept.delete(draft.base.id)
}

export function changedParts({ base, now }: InboxDraft): readonly Part[] {
  return parts.filter((part) => !same(base[part], now[part]))
}

/** Their newer version with what was changed here put on top of it, part by part. */
export function rebased(draft: InboxDraft, theirs: InboxSettings): InboxDraft {
  const mine = Object.fromEntries(changedParts(draft).map((part) => [part, draft.now[part]]))
  return { base: theirs, now: { ...theirs, ...mine } }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether the editor knows everything that is in a signature, so that it can be written as it looks. */
export function isSimple(html: string): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html')
  return [...page.body.querySelectorAll('*')].every(
    (element) =>
      /^(P|BR|DIV|STRONG|B|EM|I|U|A|UL|OL|LI|BLOCKQUOTE|CODE)$/.test(element.tagName) && !element.hasAttribute('style'),
  )
}
