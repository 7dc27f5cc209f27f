import { useQuery } from '@tanstack/react-query'
import type { Domain, DomainRecord, InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Copyable } from '../../ui/copyable'
import { Icon, type IconName } from '../../ui/icon'
import { FailureState, Skeleton } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { domainsQuery } from './api/domains'

const looks: Record<DomainRecord['state'], { icon: IconName; look: 'well' | 'unwell' | 'aside' }> = {
  found: { icon: 'check-circle', look: 'well' },
  inherited: { icon: 'check-circle', look: 'well' },
  elsewhere: { icon: 'info', look: 'aside' },
  differs: { icon: 'alert-triangle', look: 'unwell' },
  missing: { icon: 'alert-triangle', look: 'unwell' },
  unknown: { icon: 'wifi-off', look: 'aside' },
}

/** The records that mail of this inbox needs, and whether they are there. */
export function DomainsSection({ id }: { readonly id: InboxId }) {
  const { t } = useTexts()
  const query = useQuery(domainsQuery(id))
  return (
    <section className="inbox-section" aria-labelledby="domains-title">
      <div className="connection-head">
        <h2 id="domains-title">{t('domains.title')}</h2>
        <span className="field-hint" role="status">
          {query.isFetching
            ? t('domains.checking')
            : query.data && (
                <>
                  {t('domains.checked')} <RelativeTime at={query.data.checkedAt} />
                </>
              )}
        </span>
        <Button icon="refresh" pending={query.isFetching} onPress={() => void query.refetch()}>
          {t('domains.again')}
        </Button>
      </div>
      <p className="field-hint">{t('domains.intro')}</p>
      {query.isPending && <Skeleton inline="100%" block="12rem" />}
      {query.isError && query.data === undefined && (
        <FailureState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data?.items.map((domain) => (
        <DomainPart key={domain.name} domain={domain} />
      ))}
    </section>
  )
}

function DomainPart({ domain }: { readonly domain: Domain }) {
  const { t } = useTexts()
  const wrong = domain.records.filter((record) => looks[record.state].look === 'unwell').length
  return (
    <article className="connection-domain" aria-label={domain.name}>
      <div className="connection-head">
        <h3>{domain.name}</h3>
        <span className={wrong === 0 ? 'inbox-well' : 'inbox-unwell'}>
          <Icon name={wrong === 0 ? 'check-circle' : 'alert-triangle'} size={16} />
          {t('domains.wrong', { count: wrong })}
        </span>
      </div>
      <IdentityLines domain={domain} />
      <ul className="connection-records" aria-label={t('domains.records', { domain: domain.name })}>
        {domain.records.map((record) => (
          <RecordLine key={`${record.type} ${record.name}`} record={record} />
        ))}
      </ul>
    </article>
  )
}

/** What SES says, and what to do where it does not know enough. */
function IdentityLines({ domain: { name, identity } }: { readonly domain: Domain }) {
  const { t } = useTexts()
  const well = identity.state === 'verified'
  return (
    <>
      <p className={`connection-line ${well ? 'connection-well' : 'connection-unwell'}`}>
        <Icon name={well ? 'check-circle' : identity.state === 'unknown' ? 'wifi-off' : 'alert-triangle'} size={16} />
        {t(`domains.identity.${identity.state}`, { domain: identity.domain ?? name })}
      </p>
      {identity.state === 'absent' && (
        <Copyable
          label={t('domains.command')}
          text={`aws sesv2 create-email-identity --email-identity ${name}`}
        />
      )}
      {identity.dkim === 'off' && <p className="field-hint">{t('domains.dkimOff')}</p>}
      {identity.ownKeys && <p className="field-hint">{t('domains.ownKeys')}</p>}
      {identity.domain !== null && identity.returnPath === null && (
        <>
          <p className="field-hint">{t('domains.noReturnPath')}</p>
          <Copyable
            label={t('domains.command')}
            text={`aws sesv2 put-email-identity-mail-from-attributes --email-identity ${identity.domain} --mail-from-domain bounce.${identity.domain}`}
          />
        </>
      )}
      {identity.returnPathState === 'failed' && <p className="field-hint">{t('domains.returnPathFailed')}</p>}
    </>
  )
}

function RecordLine({ record }: { readonly record: DomainRecord }) {
  const { t } = useTexts()
  const { icon, look } = looks[record.state]
  const purpose = t(`domains.purpose.${record.purpose}`)
  return (
    <li className="connection-record" aria-label={`${purpose}: ${record.name}`}>
      <details open={look === 'unwell'}>
        <summary>
          <span className="connection-purpose">
            {purpose} <span className="connection-type">{record.type}</span>
          </span>
          <span className={`connection-state connection-${look}`}>
            <Icon name={icon} size={16} />
            {t(`domains.state.${record.state}`)}
          </span>
        </summary>
        <p className="field-hint">{hint(t, record)}</p>
        <dl className="connection-facts">
          <dt>{t('domains.name')}</dt>
          <dd>
            <Copyable label={t('domains.name')} text={record.name} />
          </dd>
          <dt>{t('domains.expected')}</dt>
          <dd>
            <Copyable label={t('domains.expected')} text={record.value} />
          </dd>
          {record.found.length > 0 && (
            <>
              <dt>{t('domains.found')}</dt>
              <dd>
                {record.found.map((value, index) => (
                  <code key={index} className="connection-found">
                    {value}
                  </code>
                ))}
              </dd>
            </>
          )}
        </dl>
      </details>
    </li>
  )
}

/** What the state of this record means, and how to mend it. */
function hint(t: ReturnType<typeof useTexts>['t'], record: DomainRecord): string {
  switch (record.state) {
    case 'found':
      return t('domains.hint.found')
    case 'inherited':
      return t('domains.hint.inherited', { domain: record.at.replace(/^_dmarc\./, '') })
    case 'elsewhere':
      return t('domains.hint.elsewhere')
    case 'unknown':
      return t('domains.hint.unknown')
    case 'missing':
      return t('domains.hint.missing', { type: record.type })
    case 'differs':
      return t(`domains.differs.${record.purpose}`)
  }
}
