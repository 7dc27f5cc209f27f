import './chat.css'
import { useQuery } from '@tanstack/react-query'
import type { ConversationId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { RelativeTime } from '../../ui/time'
import { presenceQuery } from './api/presence'

/** Where the visitor of a chat is, whether they type, and how a reply finds them. */
export function PresenceLine({ id }: { readonly id: ConversationId }) {
  const { t } = useTexts()
  const { data } = useQuery(presenceQuery(id))
  if (data === undefined) return null
  return (
    <div className={data.here ? 'presence presence-here' : 'presence'} role="group" aria-label={t('presence.label')}>
      <span className="presence-state" role="status">
        <span className="presence-dot" aria-hidden="true" />
        {t(data.typing ? 'presence.types' : data.here ? 'presence.here' : 'presence.left')}
      </span>
      {!data.here && data.seenAt !== null && (
        <span>
          {t('presence.leftSince')} <RelativeTime at={data.seenAt} />
        </span>
      )}
      {data.page !== null && <span className="presence-page">{t('presence.page', { page: data.page.replace(/^https?:\/\//, '') })}</span>}
      {data.verified && <span>{t('presence.verified')}</span>}
      {!data.here && (
        <span>{data.byMail ? t('presence.byMail', { email: data.email ?? '' }) : t('presence.waits')}</span>
      )}
    </div>
  )
}
