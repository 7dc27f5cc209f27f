import type { InboxLine } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { dayName } from '../../i18n/times'
import { Icon } from '../../ui/icon'
import { RelativeTime } from '../../ui/time'

type Token = NonNullable<InboxLine['token']>

/** How long the provider of an inbox accepts its access token. */
export function TokenLife({ token }: { readonly token: Token }) {
  const { t } = useTexts()
  const until = useTokenEnd()(token)
  const refused = token.prolonging?.refused === true
  const endless = token.prolonging === null ? 'token.lasts' : refused ? 'token.endNotTold' : 'token.endUnknown'
  return (
    <div className={token.state === 'lasts' ? '' : 'inbox-unwell'}>
      {token.state !== 'lasts' && <Icon name="alert-triangle" size={16} />}
      <dt>{t('token.name')}</dt>
      <dd>
        {token.state === 'ended' ? t('token.over') : until === '' ? t(endless) : t('token.until', { date: until })}
        {(token.state === 'ended' || token.prolonging !== null) && (
          <p className="field-hint">
            {refused && t('token.notProlonged')}{' '}
            {t(token.state === 'ended' || refused ? 'token.makeNew' : 'token.byItself')}{' '}
            <LastProlonged at={token.prolonging?.lastAt ?? null} />
          </p>
        )}
      </dd>
    </div>
  )
}

function LastProlonged({ at }: { readonly at: string | null }) {
  const { t } = useTexts()
  if (at === null) return null
  return (
    <>
      {t('token.lastProlonged')} <RelativeTime at={at} />
    </>
  )
}

/** The day on which a token ends; empty when it does not end by itself. */
export function useTokenEnd() {
  const { language } = useTexts()
  return (token: Token) =>
    token.endsAt === null ? '' : dayName(language, Date.parse(token.endsAt))
}
