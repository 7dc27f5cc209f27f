import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ForwardingRequest, InboxId, InboxSettings } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Copyable } from '../../ui/copyable'
import { Icon } from '../../ui/icon'
import { RelativeTime } from '../../ui/time'
import { connectionQuery } from './api/connection'
import { domainsQuery } from './api/domains'

const providers = ['gmail', 'workspace', 'microsoft', 'zoho', 'proton', 'other'] as const
type Provider = (typeof providers)[number]

/** How mail gets here that another provider takes in, and what those providers ask meanwhile. */
export function ForwardingSection({ id, inbox }: { readonly id: InboxId; readonly inbox: InboxSettings }) {
  const { t } = useTexts()
  const [provider, setProvider] = useState<Provider>('gmail')
  const requests = useQuery(connectionQuery(id)).data?.requests ?? []
  const domains = useQuery(domainsQuery(id)).data?.items
  const addresses = [inbox.addresses.main, ...inbox.addresses.aliases]
  // Forwarded to is an address whose domain is taken in here; before that is known, the main one.
  const receives = (address: string) =>
    domains?.some(
      (domain) =>
        address.toLowerCase().endsWith(`@${domain.name}`) &&
        domain.records.some((record) => record.purpose === 'receiving' && record.state === 'found'),
    ) ?? false
  const here = addresses.filter(receives)
  return (
    <section className="inbox-section" aria-labelledby="forwarding-title">
      <h2 id="forwarding-title">{t('forwarding.title')}</h2>
      <p className="field-hint">{t('forwarding.intro')}</p>
      {requests.length > 0 && (
        <ul className="connection-requests" aria-label={t('forwarding.requests')}>
          {requests.map((request) => (
            <RequestCard key={request.id} request={request} />
          ))}
        </ul>
      )}
      {domains !== undefined && here.length === 0 ? (
        <p className="connection-line connection-unwell">
          <Icon name="alert-triangle" size={16} />
          {t('forwarding.nowhere', { example: `${addresses[0]?.split('@')[0] ?? ''}@in.${addresses[0]?.split('@')[1] ?? ''}` })}
        </p>
      ) : (
        <div>
          <span className="field-label">{t('forwarding.to')}</span>
          {(here.length === 0 ? addresses.slice(0, 1) : here).map((address) => (
            <div key={address}>
              <Copyable label={t('forwarding.to')} text={address} />
            </div>
          ))}
        </div>
      )}
      <label className="field">
        <span className="field-label">{t('forwarding.provider')}</span>
        <select
          className="select"
          value={provider}
          onChange={(event) => setProvider(providers.find((each) => each === event.target.value) ?? provider)}
        >
          {providers.map((each) => (
            <option key={each} value={each}>
              {t(`forwarding.provider.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <ol className="connection-guide">
        {t(`forwarding.steps.${provider}`)
          .split('\n')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ol>
    </section>
  )
}

function RequestCard({ request }: { readonly request: ForwardingRequest }) {
  const { t } = useTexts()
  const provider = t(`forwarding.asks.${request.provider}`)
  return (
    <li className="connection-request">
      <p>
        <strong>{t('forwarding.asks', { provider, mailbox: request.forwards ?? '?' })}</strong>{' '}
        <RelativeTime at={request.at} />
      </p>
      {request.code !== null && (
        <p>
          {t('forwarding.code')} <Copyable label={t('forwarding.code')} text={request.code} />
        </p>
      )}
      {request.link !== null && (
        <p>
          <a className="text-link" href={request.link} target="_blank" rel="noopener noreferrer">
            {t('forwarding.agree', { provider })}
          </a>
        </p>
      )}
      {request.code === null && request.link === null && <p className="field-hint">{t('forwarding.nothing')}</p>}
      <p className="field-hint">{t('forwarding.caution')}</p>
    </li>
  )
}
