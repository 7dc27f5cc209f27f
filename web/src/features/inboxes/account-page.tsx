import '../../ui/page.css'
import './inboxes.css'
import './accounts.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../api/session'
import type { AccountTest, ProviderAccount, InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Copyable } from '../../ui/copyable'
import { Button, IconButton } from '../../ui/button'
import { channelName, hasTemplates } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { showToast } from '../../ui/toast'
import { inboxesQuery } from './api/inboxes'
import { channelsQuery, accountQuery, useTestAccount } from './api/account'
import { AccountForm } from './account-form'
import { useAccountTexts } from './account-texts'
import { StandingSection } from './standing-section'
import { TemplatesSection } from './templates-section'
import { TokenLife } from './token-life'

/** How an inbox is connected to its provider: what to copy there, whether it works, how it is doing. */
export function AccountPage({ id }: { readonly id: InboxId }) {
  const { t } = useTexts()
  const words = useAccountTexts()
  const navigate = useNavigate()
  const { user } = useSession()
  const query = useQuery(accountQuery(id))
  const channels = useQuery(channelsQuery())
  usePageTitle(query.data?.name ?? t('view.inboxes'))
  if (user.role !== 'admin') return null
  const connection = query.data
  const channel = channels.data?.items.find((each) => each.channel === connection?.channel)
  const failure = query.error ?? channels.error
  return (
    <section className="page" aria-labelledby="connection-title">
      <header className="page-head">
        <IconButton icon="arrow-left" label={t('inbox.back')} onPress={() => void navigate({ to: '/inboxes' })} />
        <h1 id="connection-title">{connection?.name ?? t('view.inboxes')}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          {failure !== null && connection === undefined && (
            <FailureState error={failure} onRetry={() => void Promise.all([query.refetch(), channels.refetch()])} />
          )}
          {failure === null && (connection === undefined || channel === undefined) && <Skeleton inline="100%" block="20rem" />}
          {connection !== undefined && channel !== undefined && (
            <>
              <Health id={id} />
              <Steps connection={connection} />
              <Test id={id} channel={connection.channel} />
              {hasTemplates(connection.channel) && <StandingSection id={id} />}
              {hasTemplates(connection.channel) && <TemplatesSection id={id} />}
              <AccountForm
                key={connection.version}
                channel={channel}
                saved={connection}
                onDone={(saved) => showToast(words('saved', { name: saved.name }))}
              />
            </>
          )}
        </div>
      </div>
    </section>
  )
}

function Health({ id }: { readonly id: InboxId }) {
  const { t } = useTexts()
  const line = useQuery(inboxesQuery()).data?.items.find((each) => each.id === id)
  if (line === undefined) return null
  return (
    <dl className="inbox-facts connection-health">
      <div>
        <dt>{t('inboxes.lastIn')}</dt>
        <dd>{line.lastIn === null ? t('inboxes.never') : <RelativeTime at={line.lastIn} />}</dd>
      </div>
      <div>
        <dt>{t('inboxes.lastOut')}</dt>
        <dd>{line.lastOut === null ? t('inboxes.never') : <RelativeTime at={line.lastOut} />}</dd>
      </div>
      {line.token !== null && <TokenLife token={line.token} />}
      <div className={line.failures === 0 ? 'inbox-well' : 'inbox-unwell'}>
        <Icon name={line.failures === 0 ? 'check-circle' : 'alert-triangle'} size={16} />
        {t('inboxes.failures', { count: line.failures })}
      </div>
    </dl>
  )
}

function Steps({ connection }: { readonly connection: ProviderAccount }) {
  const words = useAccountTexts()
  return (
    <section className="inbox-section" aria-labelledby="connection-steps">
      <h2 id="connection-steps">{words('atProvider')}</h2>
      <ol className="connection-steps">
        {words.stepsAfter(connection.channel, connection.values.login).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Copied label={words('webhooks')} text={connection.webhooks} />
      {connection.verifyToken !== null && <Copied label={words('verifyToken')} text={connection.verifyToken} />}
    </section>
  )
}

function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="connection-copied">
      <span className="field-label">{label}</span>
      <Copyable label={label} text={text} />
    </div>
  )
}

function Test({ id, channel }: { readonly id: InboxId; readonly channel: string }) {
  const words = useAccountTexts()
  const { t, has } = useTexts()
  const failureText = useFailureText()
  const testing = useTestAccount(id)
  const trouble = ({ cause, trouble }: AccountTest['steps'][number]) => {
    const known = `delivery.cause.${cause ?? ''}`
    return has(known) ? t(known, { channel: channelName(t, channel) }) : (trouble ?? words('works'))
  }
  return (
    <section className="inbox-section" aria-labelledby="connection-test">
      <h2 id="connection-test">{words('test')}</h2>
      <p className="field-hint">{words('testHint')}</p>
      <div role="status" aria-live="polite">
        {testing.error !== null && <p className="field-error">{failureText(testing.error)}</p>}
        {testing.data?.steps.map((step) => (
          <p key={step.step} className={step.trouble === null ? 'inbox-well' : 'inbox-unwell'}>
            <Icon name={step.trouble === null ? 'check-circle' : 'alert-triangle'} size={16} />
            <span>
              {words(step.step === 'webhook' ? 'step.webhook' : 'step.account')}: {trouble(step)}
            </span>
          </p>
        ))}
      </div>
      <div>
        <Button icon="refresh" pending={testing.isPending} onPress={() => testing.mutate()}>
          {words('testNow')}
        </Button>
      </div>
    </section>
  )
}
