import type { Acknowledgement } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { languageName } from '../../i18n/times'
import { Switch, TextField } from '../../ui/form'
import { TextArea } from '../../ui/text-area'
import type { SectionProps } from './section'

const languages = ['en', 'fr', 'it', 'nl'] as const
type Language = (typeof languages)[number]

/** What customers are told at once. */
export function AcknowledgementSection({ inbox, onChange, wrong }: SectionProps) {
  const { t, language } = useTexts()
  const { acknowledgement } = inbox
  const set = (change: Partial<Acknowledgement>) =>
    onChange({ acknowledgement: { ...acknowledgement, ...change } })
  const error = wrong('acknowledgement.wordings')
  return (
    <fieldset className="inbox-section">
      <legend>{t('inbox.acknowledgement')}</legend>
      <Switch selected={acknowledgement.on} onChange={(on) => set({ on })}>
        {t('inbox.acknowledge')}
      </Switch>
      <p className="field-hint">{t('inbox.acknowledgeHint')}</p>
      <label className="field">
        <span className="field-label">{t('inbox.fallback')}</span>
        <select
          className="select"
          value={acknowledgement.fallback}
          onChange={(event) =>
            set({ fallback: languages.find((each) => each === event.target.value) ?? acknowledgement.fallback })
          }
        >
          {languages.map((each) => (
            <option key={each} value={each}>
              {languageName(language, each)}
            </option>
          ))}
        </select>
      </label>
      {languages.map((each) => (
        <Wording
          key={each}
          language={each}
          hasHours={inbox.hours !== null}
          acknowledgement={acknowledgement}
          onChange={(wordings) => set({ wordings })}
          wrong={wrong}
        />
      ))}
      {error !== null && <p className="field-error">{error}</p>}
      <div className="inbox-limits">
        <NumberField
          label={t('inbox.perRecipient')}
          value={acknowledgement.perRecipient}
          onChange={(perRecipient) => set({ perRecipient })}
          error={wrong('acknowledgement.perRecipient')}
        />
        <NumberField
          label={t('inbox.perInbox')}
          value={acknowledgement.perInbox}
          onChange={(perInbox) => set({ perInbox })}
          error={wrong('acknowledgement.perInbox')}
        />
      </div>
      <p className="field-hint">{t('inbox.limitsHint')}</p>
    </fieldset>
  )
}

type WordingProps = {
  readonly language: Language
  readonly hasHours: boolean
  readonly acknowledgement: Acknowledgement
  readonly onChange: (wordings: Acknowledgement['wordings']) => void
  readonly wrong: SectionProps['wrong']
}

/** The text in one language; an empty one takes the language off. */
function Wording({ language, hasHours, acknowledgement, onChange, wrong }: WordingProps) {
  const texts = useTexts()
  const { t } = texts
  const { wordings } = acknowledgement
  const index = wordings.findIndex((each) => each.language === language)
  const wording = wordings[index] ?? { language, open: '', closed: null }
  const name = languageName(texts.language, language)
  const set = (next: typeof wording) => {
    const others = wordings.filter((each) => each.language !== language)
    const empty = next.open === '' && (next.closed ?? '') === ''
    onChange(languages.flatMap((each) => (each === language && !empty ? [next] : others.filter((other) => other.language === each))))
  }
  return (
    <details className="inbox-wording" open={index >= 0 || acknowledgement.fallback === language}>
      <summary>{name}</summary>
      <TextArea
        label={t(hasHours ? 'inbox.wordingOpen' : 'inbox.wording', { language: name })}
        hint={t('inbox.wordingHint', { placeholders: '{{case}}, {{contact.first_name|}}, {{inbox.name}}' })}
        value={wording.open}
        onChange={(open) => set({ ...wording, open })}
        error={wrong(`acknowledgement.wordings[${index}].open`)}
      />
      {hasHours && (
        <TextArea
          label={t('inbox.wordingClosed', { language: name })}
          hint={t('inbox.wordingClosedHint')}
          value={wording.closed ?? ''}
          onChange={(closed) => set({ ...wording, closed: closed === '' ? null : closed })}
          error={wrong(`acknowledgement.wordings[${index}].closed`)}
        />
      )}
    </details>
  )
}

type NumberFieldProps = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly error: string | null
}

function NumberField({ label, value, onChange, error }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      value={value === 0 ? '' : String(value)}
      onChange={(text) => onChange(Number(text.replace(/\D/g, '').slice(0, 6)))}
      error={error}
    />
  )
}
