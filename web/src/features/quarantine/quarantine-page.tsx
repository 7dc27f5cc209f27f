import '../../ui/page.css'
import './quarantine.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import { useSession } from '../../api/session'
import type { InboxId, QuarantineItem } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'
import { Button } from '../../ui/button'
import { channelName } from '../../ui/channel'
import { ConfirmDialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { EmptyState, FailureState, Skeleton, useFailureText } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { showFailure, showToast } from '../../ui/toast'
import { useDismissItem } from './api/dismiss-item'
import { quarantineQuery } from './api/quarantine'
import { fetchQuarantineOriginal } from './api/quarantine-original'
import { useRetryItem } from './api/retry-item'

/** What arrived and could not be read or placed. Nothing is lost: each original is here. */
export function QuarantinePage({ headStart }: { readonly headStart?: ReactNode }) {
  const { t } = useTexts()
  const query = useInfiniteQuery(quarantineQuery())
  usePageTitle(t('view.quarantine'))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="page" aria-labelledby="quarantine-title">
      <header className="page-head">
        {headStart}
        <h1 id="quarantine-title">{t('view.quarantine')}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          <p className="page-intro">{t('quarantine.intro')}</p>
          {query.isPending && <Skeleton inline="100%" block="8rem" />}
          {query.isError && items.length === 0 && (
            <FailureState error={query.error} onRetry={() => void query.refetch()} />
          )}
          {query.isSuccess && items.length === 0 && (
            <EmptyState picture="nothing-lost" title={t('quarantine.emptyTitle')}>
              <p>{t('quarantine.emptyText')}</p>
            </EmptyState>
          )}
          <ul className="quarantine-list" aria-label={t('view.quarantine')}>
            {items.map((item) => (
              <QuarantineCard key={item.id} item={item} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button look="quiet" pending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
              {t('list.more')}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}

function QuarantineCard({ item }: { readonly item: QuarantineItem }) {
  const { t, language } = useTexts()
  const { inboxes } = useSession()
  const failureText = useFailureText()
  const retrying = useRetryItem()
  const dismissing = useDismissItem()
  const [inbox, setInbox] = useState<InboxId | ''>(item.inbox ?? '')
  const [asking, setAsking] = useState(false)
  const [warning, setWarning] = useState(false)
  const [key] = useState(newIdempotencyKey)
  const onError = (error: unknown) => showFailure(failureText(error))
  const possible = inboxes.filter((each) => each.channel === item.channel)
  const needsInbox = item.reason === 'unrouted' && inbox === ''
  const download = async () => {
    try {
      const { url } = await fetchQuarantineOriginal(item.id)
      window.open(url, '_blank', 'noopener')
    } catch (failure) {
      onError(failure)
    }
  }
  return (
    <li className="quarantine-item" aria-label={t(`quarantine.reason.${item.reason}`)}>
      <div className="quarantine-head">
        <Icon name="alert-triangle" />
        <h2>{t(`quarantine.reason.${item.reason}`)}</h2>
        <RelativeTime at={item.at} />
      </div>
      <p>{item.detail}</p>
      <dl className="quarantine-facts">
        <Fact name={t('quarantine.channel')} value={channelName(t, item.channel)} />
        {item.from !== null && <Fact name={t('quarantine.from')} value={item.from} />}
        {item.to !== null && <Fact name={t('quarantine.to')} value={item.to} />}
        <Fact name={t('quarantine.size')} value={fileSize(language, item.size)} />
      </dl>
      <div className="quarantine-foot">
        <select
          className="select"
          aria-label={t('quarantine.inbox')}
          value={inbox}
          onChange={(event) => setInbox(event.target.value as InboxId | '')}
        >
          <option value="">{t('quarantine.chooseInbox')}</option>
          {possible.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name} · {each.address}
            </option>
          ))}
        </select>
        <Button
          icon="refresh"
          disabled={needsInbox}
          pending={retrying.isPending}
          onPress={() =>
            retrying.mutate(
              { id: item.id, inbox: inbox === '' ? null : inbox, idempotencyKey: `${key}-${inbox}` },
              { onError, onSuccess: () => showToast(t('quarantine.retried')) },
            )
          }
        >
          {t('quarantine.retry')}
        </Button>
        <Button
          look="quiet"
          icon="download"
          onPress={() => (item.reason === 'virus' ? setWarning(true) : void download())}
        >
          {t('quarantine.original')}
        </Button>
        <Button look="quiet" icon="close" onPress={() => setAsking(true)}>
          {t('quarantine.dismiss')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('infected.title')}
        text={t('infected.original')}
        confirm={t('infected.confirm')}
        open={warning}
        onClose={() => setWarning(false)}
        onConfirm={() => void download()}
      />
      <ConfirmDialog
        title={t('quarantine.dismissTitle')}
        text={t('quarantine.dismissText')}
        confirm={t('quarantine.dismiss')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => dismissing.mutate(item.id, { onError, onSuccess: () => showToast(t('quarantine.dismissed')) })}
      />
    </li>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
