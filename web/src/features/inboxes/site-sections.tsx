import { useState } from 'react'
import type { InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { Switch, TextField } from '../../ui/form'
import { TextArea } from '../../ui/text-area'
import { showFailure } from '../../ui/toast'

export const languages = ['en', 'fr', 'it', 'nl'] as const
export type SiteLanguage = (typeof languages)[number]

/** What the server says is wrong, by its name of the field. */
export type Wrong = (field: string) => string | null

/** A line to be put into a site's pages, with a button that copies it. */
export function Snippet({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <pre className="site-snippet">
        <code>{text}</code>
      </pre>
      <Button
        icon="copy"
        onPress={() => {
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => showFailure(t('copy.failed')),
          )
        }}
      >
        {t(copied ? 'site.copied' : 'site.copy')}
      </Button>
    </div>
  )
}

type OriginsProps = { readonly origins: readonly string[]; readonly onChange: (origins: string[]) => void; readonly wrong: Wrong }

/** The sites that may show it. */
export function Origins({ origins, onChange, wrong }: OriginsProps) {
  const { t } = useTexts()
  return (
    <>
      <p className="field-hint">{t('site.originHint')}</p>
      <ul className="inbox-lines" aria-label={t('site.where')}>
        {origins.map((origin, index) => (
          // A line has no name of its own: its place is all it is known by.
          <li key={index} className="inbox-line">
            <TextField
              label={t('site.origin', { number: index + 1 })}
              value={origin}
              autoFocus={origin === ''}
              onChange={(text) => onChange(origins.map((each, at) => (at === index ? text : each)))}
              error={wrong(`origins[${index}]`)}
            />
            <IconButton
              icon="trash"
              label={t('site.removeOrigin', { origin })}
              onPress={() => onChange(origins.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Button icon="plus" onPress={() => onChange([...origins, ''])}>
        {t('site.addOrigin')}
      </Button>
    </>
  )
}

type AccentProps = { readonly accent: string; readonly onChange: (accent: string) => void; readonly wrong: Wrong }

/** The colour of its buttons. */
export function Accent({ accent, onChange, wrong }: AccentProps) {
  const { t } = useTexts()
  const error = wrong('accent')
  return (
    <label className="field">
      <span className="field-label">{t('site.accent')}</span>
      <input className="site-colour" type="color" value={accent} onChange={(event) => onChange(event.target.value)} />
      <span className="field-hint">{t('site.accentHint')}</span>
      {error !== null && <span className="field-error">{error}</span>}
    </label>
  )
}

type TextsProps<Texts extends { language: string }> = {
  readonly texts: readonly Texts[]
  readonly fallback: SiteLanguage
  readonly parts: readonly { readonly key: Exclude<keyof Texts & string, 'language'>; readonly label: (language: string) => string; readonly long?: boolean }[]
  readonly empty: (language: SiteLanguage) => Texts
  readonly onChange: (change: { texts?: Texts[]; fallback?: SiteLanguage }) => void
  readonly wrong: Wrong
}

/** The words of each language that it speaks. */
export function SiteTexts<Texts extends { language: string }>({ texts, fallback, parts, empty, onChange, wrong }: TextsProps<Texts>) {
  const { t } = useTexts()
  return (
    <>
      <label className="field">
        <span className="field-label">{t('site.fallback')}</span>
        <select className="select" value={fallback} onChange={(event) => onChange({ fallback: event.target.value as SiteLanguage })}>
          {languages.map((language) => (
            <option key={language} value={language} disabled={!texts.some((each) => each.language === language)}>
              {t(`site.language.${language}`)}
            </option>
          ))}
        </select>
      </label>
      {languages.map((language) => {
        const name = t(`site.language.${language}`)
        const index = texts.findIndex((each) => each.language === language)
        const words = texts[index]
        return (
          <div key={language} className="site-language">
            <Switch
              selected={words !== undefined}
              disabled={language === fallback}
              onChange={(on) => onChange({ texts: on ? [...texts, empty(language)] : texts.filter((_, at) => at !== index) })}
            >
              {t('site.speaks', { language: name })}
            </Switch>
            {words !== undefined &&
              parts.map(({ key, label, long }) => {
                const props = {
                  label: label(name),
                  value: String(words[key]),
                  onChange: (text: string) =>
                    onChange({ texts: texts.map((each, at) => (at === index ? { ...each, [key]: text } : each)) }),
                  error: wrong(`texts[${index}].${key}`),
                }
                return long === true ? <TextArea key={key} {...props} /> : <TextField key={key} {...props} />
              })}
          </div>
        )
      })}
    </>
  )
}

/** The line that shows it on a site. */
export function scriptTag(kind: 'chat' | 'form', id: InboxId): string {
  const source = `${location.origin}/widget/${kind}.js`
  return kind === 'chat' ? `<script async src="${source}" data-chat="${id}"></script>` : `<script src="${source}" data-form="${id}"></script>`
}
