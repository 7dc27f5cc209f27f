import type { Mailbox, RecipientWarning } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { shortDate } from '../../i18n/times'
import { Icon } from '../../ui/icon'
import { useNow } from '../../ui/now'

type RecipientWarningsProps = {
  readonly warnings: readonly RecipientWarning[]
  readonly recipients: readonly Mailbox[]
}

/** What is known against writing to those who are about to get the reply. */
export function RecipientWarnings({ warnings, recipients }: RecipientWarningsProps) {
  const { t, language } = useTexts()
  const now = useNow()
  const addressed = new Set(recipients.map((recipient) => recipient.address.toLowerCase()))
  const shown = warnings.filter((warning) => addressed.has(warning.address))
  if (shown.length === 0) return null
  return (
    <ul className="recipient-warnings" role="status" aria-label={t('recipients.warnings')}>
      {shown.map(({ address, kind, since, reason }) => (
        <li key={address}>
          <Icon name="alert-triangle" size={15} />
          <span>
            {t(`recipients.warning.${kind}`, { address, reason, date: shortDate(language, Date.parse(since), now) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
