import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../../api/session'
import type { ChatSettings, InboxId, TeamId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/form'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { chatSettingsQuery, useNewSecret, useSaveChat } from './api/sites'
import { ChatPreview } from './chat-preview'
import { HoursSection } from './hours-section'
import { MailChoice } from './new-site-dialog'
import { SiteForm } from './site-form'
import { Accent, languages, Origins, scriptTag, SiteTexts, type SiteLanguage, Snippet } from './site-sections'

const asked = ['not', 'optional', 'required'] as const

/** Everything that can be set on a chat. For admins. */
export function ChatPage({ id }: { readonly id: InboxId }) {
  const { user } = useSession()
  const query = useQuery(chatSettingsQuery(id))
  if (user.role !== 'admin') return null
  if (query.data === undefined) {
    return query.isError ? (
      <FailureState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton inline="100%" block="20rem" />
    )
  }
  return <ChatForm saved={query.data} />
}

function ChatForm({ saved }: { readonly saved: ChatSettings }) {
  const { t, language } = useTexts()
  const { teams } = useSession()
  const client = useQueryClient()
  const saving = useSaveChat()
  const [shown, setShown] = useState<SiteLanguage>(languages.find((each) => each === language) ?? 'en')
  return (
    <SiteForm saved={saved} saving={saving} onTheirs={() => client.query({ ...chatSettingsQuery(saved.id), staleTime: 0 })}>
      {(chat, change, wrong) => (
        <>
          <fieldset className="inbox-section">
            <legend>{t('inbox.addresses')}</legend>
            <TextField label={t('inbox.name')} value={chat.name} onChange={(name) => change({ name })} error={wrong('name')} />
            <label className="field">
              <span className="field-label">{t('inboxes.team')}</span>
              <select className="select" value={chat.team} onChange={(event) => change({ team: event.target.value as TeamId })}>
                {teams.map((team) => (
                  <option key={team.id} value={team.id}>
                    {team.name}
                  </option>
                ))}
              </select>
            </label>
            <MailChoice kind="chats" value={chat.mail as InboxId | null} onChange={(mail) => change({ mail })} />
          </fieldset>
          <fieldset className="inbox-section">
            <legend>{t('site.where')}</legend>
            <Snippet label={t('site.snippet')} text={scriptTag('chat', chat.id)} />
            <Origins origins={chat.origins} onChange={(origins) => change({ origins })} wrong={wrong} />
          </fieldset>
          <fieldset className="inbox-section">
            <legend>{t('site.looks')}</legend>
            <Accent accent={chat.accent} onChange={(accent) => change({ accent })} wrong={wrong} />
            <SiteTexts
              texts={chat.texts}
              fallback={chat.fallback}
              parts={[
                { key: 'title', label: (name) => t('site.titleIn', { language: name }) },
                { key: 'greeting', label: (name) => t('site.greetingIn', { language: name }), long: true },
                { key: 'away', label: (name) => t('site.awayIn', { language: name }), long: true },
              ]}
              empty={(each) => ({ language: each, title: chat.name, greeting: '', away: '' })}
              onChange={change}
              wrong={wrong}
            />
          </fieldset>
          <fieldset className="inbox-section">
            <legend>{t('site.asks')}</legend>
            {(['asksName', 'asksEmail'] as const).map((what) => (
              <label key={what} className="field">
                <span className="field-label">{t(`site.${what}`)}</span>
                <select
                  className="select"
                  value={chat[what]}
                  onChange={(event) => change({ [what]: asked.find((each) => each === event.target.value) ?? 'not' })}
                >
                  {asked.map((each) => (
                    <option key={each} value={each}>
                      {t(`site.asked.${each}`)}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </fieldset>
          <HoursSection hours={chat.hours} onChange={(hours) => change({ hours })} wrong={wrong} />
          <fieldset className="inbox-section">
            <legend>{t('site.preview')}</legend>
            <select className="select" aria-label={t('site.preview')} value={shown} onChange={(event) => setShown(event.target.value as SiteLanguage)}>
              {languages.map((each) => (
                <option key={each} value={each}>
                  {t(`site.language.${each}`)}
                </option>
              ))}
            </select>
            <ChatPreview chat={chat} language={shown} />
          </fieldset>
          <Secret id={chat.id} />
        </>
      )}
    </SiteForm>
  )
}

/** What the site signs the names of its users with: made here, shown once. */
function Secret({ id }: { readonly id: InboxId }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const making = useNewSecret(id)
  return (
    <fieldset className="inbox-section">
      <legend>{t('site.identity')}</legend>
      <p className="field-hint">{t('site.identityText')}</p>
      {making.data !== undefined && <Snippet key={making.data.secret} label={t('site.secret')} text={making.data.secret} />}
      {making.error !== null && (
        <p className="field-error" role="alert">
          {failureText(making.error)}
        </p>
      )}
      <Button icon="lock" pending={making.isPending} onPress={() => making.mutate()}>
        {t('site.newSecret')}
      </Button>
    </fieldset>
  )
}
