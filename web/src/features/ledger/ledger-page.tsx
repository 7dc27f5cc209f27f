import '../../ui/page.css'
import './ledger.css'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSession } from '../../api/session'
import type { LedgerDay, LedgerRun, MissingMail } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { dayName, fileSize, number } from '../../i18n/times'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { EmptyState, FailureState, Skeleton, useFailureText } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { showFailure, showToast } from '../../ui/toast'
import { ledgerQuery } from './api/ledger'
import { useStartRun } from './api/start-run'
import { useTakeIn } from './api/take-in'
import { BalancePicture, outcomes } from './balance-picture'

/** Whether every mail that was received came to an end somebody can see. */
export function LedgerPage({ headStart }: { readonly headStart?: ReactNode }) {
  const { t } = useTexts()
  const query = useQuery(ledgerQuery())
  const failureText = useFailureText()
  const starting = useStartRun()
  usePageTitle(t('view.ledger'))
  const ledger = query.data
  const run = ledger?.run ?? null
  const running = run?.finishedAt === null
  return (
    <section className="page" aria-labelledby="ledger-title">
      <header className="page-head">
        {headStart}
        <h1 id="ledger-title">{t('view.ledger')}</h1>
        <Button
          icon="refresh"
          pending={starting.isPending}
          disabled={running}
          onPress={() => starting.mutate(undefined, { onError: (error) => showFailure(failureText(error)) })}
        >
          {t('ledger.run')}
        </Button>
      </header>
      <div className="page-body">
        <div className="page-inner">
          <p className="page-intro">{t('ledger.intro')}</p>
          {run !== null && <RunLine run={run} />}
          {query.isPending && <Skeleton inline="100%" block="8rem" />}
          {query.isError && ledger === undefined && (
            <FailureState error={query.error} onRetry={() => void query.refetch()} />
          )}
          {ledger !== undefined && ledger.missing.length > 0 && (
            <Missing missing={ledger.missing} more={ledger.more} />
          )}
          {ledger?.days.length === 0 && !running && (
            <EmptyState picture="nothing-lost" title={t('ledger.emptyTitle')}>
              <p>{t('ledger.emptyText')}</p>
            </EmptyState>
          )}
          {ledger?.days.map((day) => (
            <Day key={day.day} day={day} />
          ))}
        </div>
      </div>
    </section>
  )
}

function RunLine({ run }: { readonly run: LedgerRun }) {
  const { t, language } = useTexts()
  return (
    <p className="ledger-run" role="status">
      {run.finishedAt === null
        ? t('ledger.running', { count: number(language, run.listed) })
        : t('ledger.finished', { count: number(language, run.listed) })}{' '}
      {run.finishedAt !== null && <RelativeTime at={run.finishedAt} />}
    </p>
  )
}

function Missing({ missing, more }: { readonly missing: readonly MissingMail[]; readonly more: boolean }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const taking = useTakeIn()
  const take = (key: string | null) =>
    taking.mutate(key, {
      onError: (error) => showFailure(failureText(error)),
      onSuccess: ({ taken, failed }) =>
        failed === 0 ? showToast(t('ledger.taken', { count: taken })) : showFailure(t('ledger.notTaken', { count: failed })),
    })
  return (
    <section className="ledger-missing" aria-labelledby="ledger-missing">
      <div className="ledger-missing-head">
        <Icon name="alert-triangle" />
        <h2 id="ledger-missing">{t('ledger.missing', { count: missing.length, more: more ? 'yes' : 'no' })}</h2>
        <Button look="primary" pending={taking.isPending} onPress={() => take(null)}>
          {t('ledger.takeIn')}
        </Button>
      </div>
      <p>{t('ledger.missingText')}</p>
      <ul>
        {missing.map((mail) => (
          <MissingLine key={mail.key} mail={mail} pending={taking.isPending} onTake={() => take(mail.key)} />
        ))}
      </ul>
    </section>
  )
}

type MissingLineProps = { readonly mail: MissingMail; readonly pending: boolean; readonly onTake: () => void }

function MissingLine({ mail, pending, onTake }: MissingLineProps) {
  const { t, language } = useTexts()
  return (
    <li>
      <div>
        <code>{mail.key}</code>
        <span className="ledger-aside">
          <RelativeTime at={mail.receivedAt} /> · {fileSize(language, mail.size)}
        </span>
        <span>
          {t(`ledger.why.${mail.why}`, { tries: mail.tries, found: mail.found, copies: mail.copies })}
          {mail.trouble !== null && ` (${mail.trouble})`}
        </span>
      </div>
      <Button look="quiet" disabled={pending} onPress={onTake}>
        {t('ledger.takeInOne')}
      </Button>
    </li>
  )
}

function Day({ day }: { readonly day: LedgerDay }) {
  const { t, language } = useTexts()
  const { inboxes } = useSession()
  const name = dayName(language, Date.parse(`${day.day}T12:00:00Z`))
  const heading = `ledger-${day.day}`
  return (
    <section className="ledger-day" aria-labelledby={heading}>
      <div className="ledger-day-head">
        <h2 id={heading}>{name}</h2>
        <span className={day.missing === 0 ? 'ledger-verdict ledger-even' : 'ledger-verdict ledger-odd'}>
          <Icon name={day.missing === 0 ? 'check-circle' : 'alert-triangle'} size={16} />
          {day.missing === 0 ? t('ledger.even') : t('ledger.odd', { count: day.missing })}
        </span>
      </div>
      <BalancePicture day={day} />
      <p className="ledger-aside">
        {t('ledger.received', { count: day.received })}
        {day.copies > 0 && ` · ${t('ledger.copies', { count: day.copies })}`}
        {day.underway > 0 && ` · ${t('ledger.underway', { count: day.underway })}`}
      </p>
      {day.inboxes.length > 0 && (
        // A table that is wider than a phone scrolls by itself, by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="ledger-table" role="region" aria-labelledby={heading} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('ledger.inbox')}</th>
                {outcomes.map((outcome) => (
                  <th key={outcome} scope="col" className="ledger-number">
                    <span className={`ledger-key balance-${outcome}`} aria-hidden="true" />
                    {t(`ledger.outcome.${outcome}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {day.inboxes.map((inbox) => (
                <tr key={inbox.inbox ?? ''}>
                  <th scope="row">
                    {inbox.inbox === null
                      ? t('ledger.noInbox')
                      : (inboxes.find((each) => each.id === inbox.inbox)?.name ?? inbox.inbox)}
                  </th>
                  {outcomes.map((outcome) => (
                    <td key={outcome} className="ledger-number">
                      {number(language, inbox[outcome])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
