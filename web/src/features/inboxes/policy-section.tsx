import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { Checkbox } from '../../ui/form'
import type { SectionProps } from './section'

const choices = ['deliver', 'close', 'quarantine'] as const

/** What it does with mail that the receiving server warned of. */
export function PolicySection({ inbox, onChange, wrong }: SectionProps) {
  const { t } = useTexts()
  const { labels } = useSession()
  const { policy } = inbox
  const error = wrong('policy.spamLabel')
  const set = (change: Partial<typeof policy>) => onChange({ policy: { ...policy, ...change } })
  return (
    <fieldset className="inbox-section">
      <legend>{t('inbox.policy')}</legend>
      <label className="field">
        <span className="field-label">{t('inbox.spam')}</span>
        <select
          className="select"
          value={policy.spam}
          onChange={(event) => {
            const spam = choices.find((choice) => choice === event.target.value) ?? 'deliver'
            set({ spam, spamLabel: spam === 'close' ? (policy.spamLabel ?? labels[0]?.id ?? null) : null })
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`inbox.spam.${choice}`)}
            </option>
          ))}
        </select>
      </label>
      {policy.spam === 'close' && (
        <label className="field">
          <span className="field-label">{t('inbox.spamLabel')}</span>
          <select
            className="select"
            value={policy.spamLabel ?? ''}
            onChange={(event) => set({ spamLabel: event.target.value })}
          >
            {labels.map((label) => (
              <option key={label.id} value={label.id}>
                {label.name}
              </option>
            ))}
          </select>
          {error !== null && <span className="field-error">{error}</span>}
        </label>
      )}
      <Checkbox selected={policy.admitsInfected} onChange={(admitsInfected) => set({ admitsInfected })}>
        {t('inbox.infected')}
      </Checkbox>
      <Checkbox
        selected={policy.adoptsOriginalSender}
        onChange={(adoptsOriginalSender) => set({ adoptsOriginalSender })}
      >
        {t('inbox.originalSender')}
      </Checkbox>
    </fieldset>
  )
}
