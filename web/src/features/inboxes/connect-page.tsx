import '../../ui/page.css'
import './inboxes.css'
import './accounts.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { channelIcon, channelName } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { FailureState, Skeleton } from '../../ui/states'
import { channelsQuery, logins } from './api/account'
import { AccountForm } from './account-form'
import { useAccountTexts } from './account-texts'

/** Connects an account at a provider: which channel, where its words are found, then the words. */
export function ConnectPage() {
  const { t } = useTexts()
  const words = useAccountTexts()
  const navigate = useNavigate()
  const { user } = useSession()
  const query = useQuery(channelsQuery())
  const [chosen, setChosen] = useState<string | null>(null)
  const [login, setLogin] = useState<(typeof logins)[number]>('page')
  usePageTitle(words('title'))
  if (user.role !== 'admin') return null
  const channels = query.data?.items
  const channel = channels?.find((each) => each.channel === chosen)
  const choosesLogin = channel?.fields.some((field) => field.word === 'login') === true
  return (
    <section className="page" aria-labelledby="connect-title">
      <header className="page-head">
        <IconButton icon="arrow-left" label={t('inbox.back')} onPress={() => void navigate({ to: '/inboxes' })} />
        <h1 id="connect-title">{words('title')}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          {query.isPending && <Skeleton inline="100%" block="8rem" />}
          {query.isError && channels === undefined && (
            <FailureState error={query.error} onRetry={() => void query.refetch()} />
          )}
          {channels !== undefined && (
            <fieldset className="connect-channels">
              <legend>{words('which')}</legend>
              {channels.map((each) => (
                <label key={each.channel} className="connect-channel">
                  <input
                    type="radio"
                    name="channel"
                    value={each.channel}
                    checked={each.channel === chosen}
                    onChange={() => setChosen(each.channel)}
                  />
                  <Icon name={channelIcon(each.channel)} />
                  {channelName(t, each.channel)}
                </label>
              ))}
            </fieldset>
          )}
          {channel !== undefined && (
            <>
              {choosesLogin && (
                <fieldset className="connect-channels">
                  <legend>{words('login')}</legend>
                  {logins.map((each) => (
                    <label key={each} className="connect-channel">
                      <input type="radio" name="login" value={each} checked={each === login} onChange={() => setLogin(each)} />
                      {words(each === 'page' ? 'loginPage' : 'loginInstagram')}
                    </label>
                  ))}
                </fieldset>
              )}
              <section className="inbox-section" aria-labelledby="connect-steps">
                <h2 id="connect-steps">{words('before')}</h2>
                <ol className="connection-steps">
                  {words.stepsBefore(channel.channel, choosesLogin ? login : undefined).map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              </section>
              <AccountForm
                // The words of one way are of no use for the other.
                key={`${channel.channel}.${login}`}
                channel={channel}
                saved={null}
                {...(choosesLogin && { login })}
                onDone={(connection) => void navigate({ to: '/inboxes/$inbox', params: { inbox: connection.id } })}
              />
            </>
          )}
        </div>
      </div>
    </section>
  )
}
