import type { LedgerDay } from '../../api/types'
import { useTexts } from '../../i18n/texts'

/** Outcomes in the order in which they are shown, everywhere. */
export const outcomes = ['began', 'threaded', 'quarantined', 'rejected', 'dismissed'] as const
export type Outcome = (typeof outcomes)[number]

/** How many items of a day came to an end, in all inboxes. */
export function total(day: LedgerDay, outcome: Outcome): number {
  return day.inboxes.reduce((sum, inbox) => sum + inbox[outcome], 0)
}

/** A day as one bar: each outcome as wide as its part, what is missing at the end. */
export function BalancePicture({ day }: { readonly day: LedgerDay }) {
  const { t } = useTexts()
  const parts = [
    ...outcomes.map((outcome) => ({ name: outcome, count: total(day, outcome) })),
    { name: 'underway', count: day.underway } as const,
    { name: 'missing', count: day.missing } as const,
  ].filter((part) => part.count > 0)
  const all = day.received + day.copies
  if (all === 0) return null
  return (
    <div
      className="balance"
      role="img"
      aria-label={t('ledger.picture', {
        parts: parts.map((part) => `${part.count} ${t(`ledger.outcome.${part.name}`)}`).join(', '),
      })}
    >
      {parts.map((part) => (
        <span key={part.name} className={`balance-part balance-${part.name}`} style={{ flexGrow: part.count }} />
      ))}
    </div>
  )
}
