import type { Mailbox, RecipientWarning } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { shortDate } from '../../i18n/times'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useNow } from '../../ui/now'

type RecipientWarningsProps = {
  readonly warnings: readonly RecipientWarning[]
  readonly recipients: readonly Mailbox[]
  /** Says that an address is right after all. */
  readonly onUnmark: (warning: RecipientWarning) => void
  readonly pending: boolean
}

/** What is known against writing to those who are about to get the reply. */
export function RecipientWarnings({ warnings, recipients, onUnmark, pending }: RecipientWarningsProps) {
  const { t, language } = useTexts()
  const now = useNow()
  const addressed = new Set(recipients.map((recipient) => recipient.address.toLowerCase()))
  const shown = warnings.filter((warning) => addressed.has(warning.address))
  if (shown.length === 0) return null
  return (
    <ul className="recipient-warnings" role="status" aria-label={t('recipients.warnings')}>
      {shown.map((warning) => (
        <li key={warning.address}>
          <Icon name="alert-triangle" size={15} />
          <span>
            {t(`recipients.warning.${warning.kind}`, {
              address: warning.address,
              reason: warning.reason,
              date: shortDate(language, Date.parse(warning.since), now),
            })}{' '}
            <Button look="link" pending={pending} onPress={() => onUnmark(warning)}>
              {t('recipients.unmark', { address: warning.address })}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  )
}
