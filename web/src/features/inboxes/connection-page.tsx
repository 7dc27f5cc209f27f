import '../../ui/page.css'
import './inboxes.css'
import './connection.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../api/session'
import type { InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { usePageTitle } from '../../ui/page-title'
import { FailureState, Skeleton } from '../../ui/states'
import { inboxSettingsQuery } from './api/inbox-settings'
import { DomainsSection } from './domains-section'
import { ForwardingSection } from './forwarding-section'
import { TestSection } from './test-section'

/** Whether mail gets to an inbox and leaves it, and what to do where it does not. For admins. */
export function ConnectionPage({ id }: { readonly id: InboxId }) {
  const { t } = useTexts()
  const { user, inboxes } = useSession()
  const navigate = useNavigate()
  const query = useQuery(inboxSettingsQuery(id))
  const name = query.data?.name ?? inboxes.find((inbox) => inbox.id === id)?.name ?? ''
  usePageTitle(t('connection.title', { name }))
  if (user.role !== 'admin') return null
  return (
    <section className="page" aria-labelledby="connection-title">
      <header className="page-head">
        <IconButton
          icon="arrow-left"
          label={t('connection.back')}
          onPress={() => void navigate({ to: '/inboxes/$inbox', params: { inbox: id } })}
        />
        <h1 id="connection-title">{t('connection.title', { name })}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          {query.isPending && <Skeleton inline="100%" block="20rem" />}
          {query.isError && query.data === undefined && (
            <FailureState error={query.error} onRetry={() => void query.refetch()} />
          )}
          {query.data !== undefined && (
            <>
              <TestSection id={id} />
              <DomainsSection id={id} />
              <ForwardingSection id={id} inbox={query.data} />
            </>
          )}
        </div>
      </div>
    </section>
  )
}
