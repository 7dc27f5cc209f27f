import '../../ui/page.css'
import './inboxes.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useSession } from '../../api/session'
import type { InboxLine } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { channelIcon } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { EmptyState, FailureState, Skeleton } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { inboxesQuery } from './api/inboxes'
import { NewInboxDialog } from './new-inbox-dialog'
import { NewSiteDialog } from './new-site-dialog'
import { TokenLife } from './token-life'
import { Quoting, UndoWindow } from './workspace-choices'

/** The connected addresses and numbers, and how each is doing. */
export function InboxesPage({ headStart }: { readonly headStart?: ReactNode }) {
  const { t } = useTexts()
  const query = useQuery(inboxesQuery())
  const [creating, setCreating] = useState(false)
  const [site, setSite] = useState<'chats' | 'forms' | null>(null)
  const navigate = useNavigate()
  usePageTitle(t('view.inboxes'))
  const items = query.data?.items
  return (
    <section className="page" aria-labelledby="inboxes-title">
      <header className="page-head">
        {headStart}
        <h1 id="inboxes-title">{t('view.inboxes')}</h1>
        <Button look="quiet" icon="link" onPress={() => void navigate({ to: '/connect' })}>
          {t('inbox.connect')}
        </Button>
        <Button look="primary" icon="plus" onPress={() => setCreating(true)}>
          {t('inbox.new')}
        </Button>
        <Button icon="globe" onPress={() => setSite('chats')}>
          {t('site.newChat')}
        </Button>
        <Button icon="file" onPress={() => setSite('forms')}>
          {t('site.newForm')}
        </Button>
        {site !== null && <NewSiteDialog kind={site} onClose={() => setSite(null)} />}
        {creating && <NewInboxDialog onClose={() => setCreating(false)} />}
      </header>
      <div className="page-body">
        <div className="page-inner">
          <p className="page-intro">{t('inboxes.intro')}</p>
          <UndoWindow />
          <Quoting />
          {query.isPending && <Skeleton inline="100%" block="8rem" />}
          {query.isError && items === undefined && (
            <FailureState error={query.error} onRetry={() => void query.refetch()} />
          )}
          {items?.length === 0 && (
            <EmptyState picture="choose" title={t('inboxes.emptyTitle')}>
              <p>{t('inboxes.emptyText')}</p>
            </EmptyState>
          )}
          {items !== undefined && items.length > 0 && (
            <ul className="inbox-list" aria-label={t('view.inboxes')}>
              {items.map((inbox) => (
                <InboxCard key={inbox.id} inbox={inbox} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  )
}

/** Where the settings of an inbox are. */
function settingsPage(channel: string) {
  if (channel === 'webchat') return '/inboxes/$inbox/chat'
  return channel === 'form' ? '/inboxes/$inbox/form' : '/inboxes/$inbox'
}

function InboxCard({ inbox }: { readonly inbox: InboxLine }) {
  const { t } = useTexts()
  const { teams, labels } = useSession()
  const team = teams.find((each) => each.id === inbox.team)?.name ?? inbox.team
  const label = labels.find((each) => each.id === inbox.policy?.spamLabel)?.name ?? inbox.policy?.spamLabel ?? ''
  return (
    <li className="inbox-card" aria-label={inbox.name}>
      <div className="inbox-head">
        <Icon name={channelIcon(inbox.channel)} />
        <h2>
          <Link to={settingsPage(inbox.channel)} params={{ inbox: inbox.id }} className="text-link">
            {inbox.name}
          </Link>
        </h2>
        {inbox.silent && (
          <span className="inbox-unwell">
            <Icon name="alert-triangle" size={16} />
            {t('inboxes.silent')}
          </span>
        )}
        <span className={inbox.failures === 0 ? 'inbox-well' : 'inbox-unwell'}>
          <Icon name={inbox.failures === 0 ? 'check-circle' : 'alert-triangle'} size={16} />
          {t('inboxes.failures', { count: inbox.failures })}
        </span>
      </div>
      <p className="inbox-address">{[inbox.address, ...inbox.aliases].join(', ')}</p>
      <dl className="inbox-facts">
        <Moment name={t('inboxes.lastIn')} at={inbox.lastIn} />
        <Moment name={t('inboxes.lastOut')} at={inbox.lastOut} />
        {inbox.token !== null && <TokenLife token={inbox.token} />}
        <div>
          <dt>{t('inboxes.team')}</dt>
          <dd>{team}</dd>
        </div>
        {inbox.policy !== null && (
          <>
            <div>
              <dt>{t('inboxes.spam')}</dt>
              <dd>{t(`inboxes.spam.${inbox.policy.spam}`, { label })}</dd>
            </div>
            <div>
              <dt>{t('inboxes.virus')}</dt>
              <dd>{t(inbox.policy.admitsInfected ? 'inboxes.virus.admit' : 'inboxes.virus.quarantine')}</dd>
            </div>
          </>
        )}
      </dl>
      {inbox.channel === 'email' && (
        <p>
          <Link to="/inboxes/$inbox/connection" params={{ inbox: inbox.id }} className="text-link">
            {t('connection.check')}
          </Link>
        </p>
      )}
    </li>
  )
}

function Moment({ name, at }: { readonly name: string; readonly at: string | null }) {
  const { t } = useTexts()
  return (
    <div>
      <dt>{name}</dt>
      <dd>{at === null ? t('inboxes.never') : <RelativeTime at={at} />}</dd>
    </div>
  )
}
