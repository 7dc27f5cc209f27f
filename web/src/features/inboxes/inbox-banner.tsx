import './inbox-banner.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../api/session'
import type { InboxLine } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { RelativeTime } from '../../ui/time'
import { inboxesQuery } from './api/inboxes'
import { useTokenEnd } from './token-life'

/** Seldom enough to cost nothing, often enough for something that takes hours to be true. */
const every = 5 * 60_000

/** Tells admins of inboxes to which nothing came for unusually long, and of access that ends or has ended. */
export function InboxBanner() {
  const { user } = useSession()
  return user.role === 'admin' ? <Banner /> : null
}

function Banner() {
  const { t } = useTexts()
  const query = useQuery({ ...inboxesQuery(), refetchInterval: every })
  const silent = query.data?.items.filter((inbox) => inbox.silent) ?? []
  const ending = query.data?.items.filter((inbox) => inbox.token !== null && inbox.token.state !== 'lasts') ?? []
  return (
    <>
      {silent.length > 0 && (
        <Warnings title={t('silent.title')}>
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
        </Warnings>
      )}
      {ending.length > 0 && (
        <Warnings title={t('token.title')}>
          {ending.map((inbox) => (
            <Ending key={inbox.id} inbox={inbox} />
          ))}
        </Warnings>
      )}
    </>
  )
}

function Warnings({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="inbox-banner" role="status" aria-label={title}>
      <Icon name="alert-triangle" />
      <ul>{children}</ul>
    </section>
  )
}

function Ending({ inbox }: { readonly inbox: InboxLine }) {
  const { t } = useTexts()
  const end = useTokenEnd()
  if (inbox.token === null) return null
  return (
    <li>
      {inbox.token.state === 'ended'
        ? t('token.ended', { inbox: inbox.name })
        : inbox.token.prolonging?.refused === true
          ? t('token.refused', { inbox: inbox.name })
          : t('token.ends', { inbox: inbox.name, date: end(inbox.token) })}{' '}
      <Link to="/inboxes/$inbox" params={{ inbox: inbox.id }} className="text-link">
        {t('token.connect')}
      </Link>
    </li>
  )
}
