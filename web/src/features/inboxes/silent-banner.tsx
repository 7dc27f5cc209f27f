import './silent-banner.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { RelativeTime } from '../../ui/time'
import { inboxesQuery } from './api/inboxes'

/** Seldom enough to cost nothing, often enough for something that takes hours to be true. */
const every = 5 * 60_000

/** Tells admins that nothing has come to an inbox for unusually long. */
export function SilentBanner() {
  const { user } = useSession()
  return user.role === 'admin' ? <Banner /> : null
}

function Banner() {
  const { t } = useTexts()
  const query = useQuery({ ...inboxesQuery(), refetchInterval: every })
  const silent = query.data?.items.filter((inbox) => inbox.silent) ?? []
  if (silent.length === 0) return null
  return (
    <section className="silent" role="status" aria-label={t('silent.title')}>
      <Icon name="alert-triangle" />
      <ul>
        {silent.map((inbox) => (
          <li key={inbox.id}>
            {t('silent.text', { inbox: inbox.name })} {inbox.lastIn !== null && <RelativeTime at={inbox.lastIn} />}{' '}
            {inbox.channel === 'email' && (
              <Link to="/inboxes/$inbox/connection" params={{ inbox: inbox.id }} className="text-link">
                {t('connection.check')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
