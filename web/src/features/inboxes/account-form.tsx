import { type SyntheticEvent, useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import { Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { ConnectableChannel, ProviderAccount } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { languageName } from '../../i18n/times'
import { languages } from '../../preferences/preferences'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/form'
import { useFailureText } from '../../ui/states'
import { logins, useConnect } from './api/account'
import { useAccountTexts } from './account-texts'
import { HoursSection } from './hours-section'

type AccountFormProps = {
  readonly channel: ConnectableChannel
  readonly saved: ProviderAccount | null
  /** The way to sign in that was chosen before the form; only for a new one. */
  readonly login?: string
  readonly onDone: (connection: ProviderAccount) => void
}

/** How fields that nobody copies from a provider are written. */
const examples: Readonly<Record<string, string>> = {
  forwardTo: '+31201112233',
  ringSeconds: '20',
}

/** What a channel wants to know. Secrets are pasted in and never shown again. */
export function AccountForm({ channel, saved, login, onDone }: AccountFormProps) {
  const { t, language } = useTexts()
  const words = useAccountTexts()
  const { teams } = useSession()
  const failureText = useFailureText()
  const connecting = useConnect(saved)
  // One wish, however often it is sent; a changed one is another.
  const [key, setKey] = useState(newIdempotencyKey)
  const [name, setName] = useState(saved?.name ?? '')
  const [team, setTeam] = useState(saved?.team ?? teams[0]?.id ?? '')
  const [values, setValues] = useState<Record<string, string>>(saved?.values ?? {})
  const [hours, setHours] = useState(saved?.hours ?? null)
  const change = (set: () => void) => {
    set()
    setKey(newIdempotencyKey())
  }
  const problem = connecting.error instanceof Problem ? connecting.error.body : null
  const wrong = (field: string) => {
    if (problem?.field !== field) return null
    const example = examples[field.replace(/^values\./, '')]
    return field === 'values' ? words('taken') : example === undefined ? words('form') : words('like', { example })
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (connecting.isPending) return
    connecting.mutate(
      { channel: channel.channel, name, team, values: login === undefined ? values : { ...values, login }, hours, idempotencyKey: key },
      {
        onSuccess: (connection) => {
          setValues(connection.values)
          onDone(connection)
        },
      },
    )
  }
  return (
    <form className="inbox-section" onSubmit={submit} noValidate autoComplete="off">
      <h2>{words('settings')}</h2>
      <TextField label={t('inbox.name')} hint={t('inbox.nameHint')} value={name} error={wrong('name')} onChange={(text) => change(() => setName(text))} />
      <label className="field">
        <span className="field-label">{t('inboxes.team')}</span>
        <select className="select" value={team} onChange={(event) => change(() => setTeam(event.target.value))}>
          {teams.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      {channel.fields.map((field) => {
        if (field.word === 'login') {
          if (saved === null) return null
          return (
            <label key={field.word} className="field">
              <span className="field-label">{words.field(field.word)}</span>
              <select
                className="select"
                value={values[field.word] ?? 'page'}
                onChange={({ target }) => change(() => setValues((before) => ({ ...before, [field.word]: target.value })))}
              >
                {logins.map((each) => (
                  <option key={each} value={each}>
                    {words(each === 'page' ? 'loginPage' : 'loginInstagram')}
                  </option>
                ))}
              </select>
              <span className="field-hint">{words('loginHint')}</span>
            </label>
          )
        }
        if (field.word === 'readMarks' || field.word === 'screening') {
          return (
            <label key={field.word} className="field">
              <span className="field-label">{words.field(field.word)}</span>
              <select
                className="select"
                value={values[field.word] ?? 'on'}
                onChange={({ target }) => change(() => setValues((before) => ({ ...before, [field.word]: target.value })))}
              >
                <option value="on">{words(`${field.word}On`)}</option>
                <option value="off">{words(`${field.word}Off`)}</option>
              </select>
              {(field.word === 'screening' || channel.channel === 'whatsapp') && (
                <span className="field-hint">{words(`${field.word}Hint`)}</span>
              )}
            </label>
          )
        }
        if (field.word === 'language') {
          return (
            <label key={field.word} className="field">
              <span className="field-label">{words.field(field.word)}</span>
              <select
                className="select"
                value={values[field.word] ?? 'en'}
                onChange={({ target }) => change(() => setValues((before) => ({ ...before, [field.word]: target.value })))}
              >
                {languages.map((each) => (
                  <option key={each} value={each}>
                    {languageName(language, each)}
                  </option>
                ))}
              </select>
            </label>
          )
        }
        const example = examples[field.word]
        const kept = field.secret && saved?.secrets.includes(field.word) === true
        return (
          <TextField
            key={field.word}
            label={words.field(field.word) + (field.required || example !== undefined ? '' : ` (${words('optional')})`)}
            {...(field.secret && { hint: words(kept ? 'secretKept' : 'secret'), secret: true })}
            {...(example !== undefined && { hint: words('example', { example }) })}
            value={values[field.word] ?? ''}
            error={wrong(`values.${field.word}`)}
            onChange={(text) => change(() => setValues((before) => ({ ...before, [field.word]: text })))}
          />
        )
      })}
      {channel.calls && (
        <HoursSection
          hours={hours}
          onChange={(next) => change(() => setHours(next))}
          wrong={(field) => (problem?.field === field ? (problem.detail ?? null) : null)}
          hint={words('hoursHint')}
        />
      )}
      {connecting.error !== null && (
        <p className="field-error" role="alert">
          {wrong('values') ?? failureText(connecting.error)}
        </p>
      )}
      <div>
        <Button look="primary" type="submit" pending={connecting.isPending}>
          {saved === null ? words('connect') : t('inbox.save')}
        </Button>
      </div>
    </form>
  )
}
