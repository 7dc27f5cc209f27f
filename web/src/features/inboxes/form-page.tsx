import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../../api/session'
import type { FormField, FormSettings, InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { Checkbox, Switch, TextField } from '../../ui/form'
import { FailureState, Skeleton } from '../../ui/states'
import { TextArea } from '../../ui/text-area'
import { formSettingsQuery, useSaveForm } from './api/sites'
import { MailChoice } from './new-site-dialog'
import { SiteForm } from './site-form'
import { Accent, Origins, scriptTag, SiteTexts, Snippet, type Wrong } from './site-sections'

const kinds = ['line', 'lines', 'choice'] as const

/** Everything that can be set on a contact form. For admins. */
export function FormPage({ id }: { readonly id: InboxId }) {
  const { user } = useSession()
  const query = useQuery(formSettingsQuery(id))
  if (user.role !== 'admin') return null
  if (query.data === undefined) {
    return query.isError ? (
      <FailureState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton inline="100%" block="20rem" />
    )
  }
  return <FormForm saved={query.data} />
}

function FormForm({ saved }: { readonly saved: FormSettings }) {
  const { t } = useTexts()
  const client = useQueryClient()
  const saving = useSaveForm()
  const page = `${location.origin}/forms/${saved.id}`
  return (
    <SiteForm saved={saved} saving={saving} onTheirs={() => client.query({ ...formSettingsQuery(saved.id), staleTime: 0 })}>
      {(form, change, wrong) => (
        <>
          <fieldset className="inbox-section">
            <legend>{t('inbox.addresses')}</legend>
            <TextField label={t('inbox.name')} value={form.name} onChange={(name) => change({ name })} error={wrong('name')} />
            <MailChoice kind="forms" value={form.mail as InboxId} onChange={(mail) => mail !== null && change({ mail })} />
          </fieldset>
          <fieldset className="inbox-section">
            <legend>{t('site.where')}</legend>
            <Snippet label={t('site.snippet')} text={scriptTag('form', form.id)} />
            <p className="field-hint">
              {t('site.page')}{' '}
              <a className="text-link" href={page} target="_blank" rel="noreferrer">
                {page}
              </a>
            </p>
            <Origins origins={form.origins} onChange={(origins) => change({ origins })} wrong={wrong} />
          </fieldset>
          <fieldset className="inbox-section">
            <legend>{t('site.looks')}</legend>
            <Accent accent={form.accent} onChange={(accent) => change({ accent })} wrong={wrong} />
            <SiteTexts
              texts={form.texts}
              fallback={form.fallback}
              parts={[
                { key: 'title', label: (name) => t('site.titleIn', { language: name }) },
                { key: 'intro', label: (name) => t('site.introIn', { language: name }), long: true },
                { key: 'thanks', label: (name) => t('site.thanksIn', { language: name }), long: true },
              ]}
              empty={(language) => ({ language, title: form.name, intro: '', thanks: '' })}
              onChange={change}
              wrong={wrong}
            />
          </fieldset>
          <Questions fields={form.fields} onChange={(fields) => change({ fields })} wrong={wrong} />
          <fieldset className="inbox-section">
            <Switch selected={form.takesFiles} onChange={(takesFiles) => change({ takesFiles })}>
              {t('site.takesFiles')}
            </Switch>
          </fieldset>
        </>
      )}
    </SiteForm>
  )
}

type QuestionsProps = { readonly fields: readonly FormField[]; readonly onChange: (fields: FormField[]) => void; readonly wrong: Wrong }

/** What is asked beside what every form asks. */
function Questions({ fields, onChange, wrong }: QuestionsProps) {
  const { t } = useTexts()
  const set = (index: number, part: Partial<FormField>) =>
    onChange(fields.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <fieldset className="inbox-section">
      <legend>{t('site.fields')}</legend>
      {fields.map((field, index) => (
        <div key={field.name} className="site-language">
          <div className="inbox-line">
            <TextField
              label={t('site.field', { number: index + 1 })}
              value={field.label}
              onChange={(label) => set(index, { label })}
              error={wrong(`fields[${index}].label`)}
            />
            <IconButton
              icon="trash"
              label={t('site.removeField', { number: index + 1 })}
              onPress={() => onChange(fields.filter((_, at) => at !== index))}
            />
          </div>
          <label className="field">
            <span className="field-label">{t('site.fieldKind', { number: index + 1 })}</span>
            <select
              className="select"
              value={field.kind}
              onChange={(event) => {
                const kind = kinds.find((each) => each === event.target.value) ?? 'line'
                set(index, { kind, options: kind === 'choice' ? field.options : [] })
              }}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`site.kind.${kind}`)}
                </option>
              ))}
            </select>
          </label>
          {field.kind === 'choice' && (
            <TextArea
              label={t('site.options')}
              value={field.options.join('\n')}
              onChange={(text) => set(index, { options: text.split('\n') })}
              error={wrong(`fields[${index}].options`) ?? wrong(`fields[${index}].kind`)}
            />
          )}
          <Checkbox selected={field.required} onChange={(required) => set(index, { required })}>
            {t('site.required')}
          </Checkbox>
        </div>
      ))}
      <Button
        icon="plus"
        onPress={() =>
          onChange([...fields, { name: nextName(fields), label: '', kind: 'line', required: false, options: [] }])
        }
      >
        {t('site.addField')}
      </Button>
    </fieldset>
  )
}

/** A name that no other question has: people never see it. */
function nextName(fields: readonly FormField[]): string {
  for (let number = fields.length + 1; ; number++) {
    const name = `field-${number}`
    if (fields.every((field) => field.name !== name)) return name
  }
}
