import type { InboxLine } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { dayName } from '../../i18n/times'
import { Icon } from '../../ui/icon'
import { RelativeTime } from '../../ui/time'

/** How long the provider of an inbox accepts its access token. */
export function TokenLife({ token }: { readonly token: NonNullable<InboxLine['token']> }) {
  const { t } = useTexts()
  const until = useTokenEnd()(token)
  return (
    <div className={token.state === 'lasts' ? '' : 'inbox-unwell'}>
      {token.state !== 'lasts' && <Icon name="alert-triangle" size={16} />}
      <dt>{t('token.name')}</dt>
      <dd>
        {token.state === 'ended'
          ? t('token.over')
          : until !== ''
            ? t('token.until', { date: until })
            : t(token.prolonging === null ? 'token.lasts' : 'token.endUnknown')}
        {token.state === 'ended' || token.prolonging?.refused === true ? (
          <p className="field-hint">
            {token.prolonging?.refused === true && t('token.notProlonged')} {t('token.makeNew')}
          </p>
        ) : (
          token.prolonging !== null && (
            <p className="field-hint">
              {t('token.byItself')}{' '}
              {token.prolonging.lastAt !== null && (
                <>
                  {t('token.lastProlonged')} <RelativeTime at={token.prolonging.lastAt} />
                </>
              )}
            </p>
          )
        )}
      </dd>
    </div>
  )
}

/** The day on which a token ends; empty when it does not end by itself. */
export function useTokenEnd() {
  const { language } = useTexts()
  return (token: NonNullable<InboxLine['token']>) =>
    token.endsAt === null ? '' : dayName(language, Date.parse(token.endsAt))
}
