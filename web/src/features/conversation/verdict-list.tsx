import type { Verdicts } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon, type IconName } from '../../ui/icon'

const checks = ['spf', 'dkim', 'dmarc', 'spam', 'virus'] as const

const icons: Record<Verdicts['spam'], IconName> = {
  pass: 'check-circle',
  fail: 'alert-triangle',
  gray: 'info',
  unchecked: 'info',
}

/** What the receiving mail server found out, each check with its word and a picture of it. */
export function VerdictList({ verdicts }: { readonly verdicts: Verdicts }) {
  const { t } = useTexts()
  return (
    <ul className="verdicts">
      {checks.map((check) => (
        <li key={check} className={`verdict verdict-${verdicts[check]}`}>
          <Icon name={icons[verdicts[check]]} size={14} />
          {t(`verdict.${check}.${verdicts[check]}`)}
          {check === 'dmarc' && verdicts.dmarcPolicy !== null && ` (${t('verdict.policy', { policy: verdicts.dmarcPolicy })})`}
        </li>
      ))}
    </ul>
  )
}

/** Whether a person should know before they trust a message, in one word; null when all is well. */
export function warningOf(verdicts: Verdicts | null): 'virus' | 'spam' | 'dmarc' | null {
  if (verdicts === null) return null
  if (verdicts.virus === 'fail') return 'virus'
  if (verdicts.spam === 'fail') return 'spam'
  return verdicts.dmarc === 'fail' ? 'dmarc' : null
}
