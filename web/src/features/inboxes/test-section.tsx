import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import type { InboxId, TestMessage } from '../../api/types'
import { type MessageKey, useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon, type IconName } from '../../ui/icon'
import { useNow } from '../../ui/now'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { showFailure } from '../../ui/toast'
import { connectionQuery, isUnderway, useSendTest } from './api/connection'

/** A mail from the inbox to itself, and how far it has come. */
export function TestSection({ id }: { readonly id: InboxId }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const query = useQuery(connectionQuery(id))
  const sending = useSendTest(id)
  // One wish, however often it is sent; after it, the next press is another.
  const [key, setKey] = useState(newIdempotencyKey)
  const test = query.data?.testMessage ?? null
  const now = useNow()
  const send = () =>
    sending.mutate(key, {
      onSuccess: () => setKey(newIdempotencyKey()),
      onError: (error) => showFailure(failureText(error)),
    })
  return (
    <section className="inbox-section" aria-labelledby="test-title">
      <div className="connection-head">
        <h2 id="test-title">{t('test.title')}</h2>
        <Button icon="send" pending={sending.isPending || isUnderway(test, now)} onPress={send}>
          {t('test.send')}
        </Button>
      </div>
      <p className="field-hint">{t('test.intro')}</p>
      {query.isPending && <Skeleton inline="100%" block="4rem" />}
      {query.isError && query.data === undefined && (
        <FailureState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {test !== null && <Progress test={test} />}
    </section>
  )
}

type StepState = 'done' | 'underway' | 'failed' | 'waiting'

const icons: Record<StepState, IconName> = {
  done: 'check-circle',
  underway: 'clock',
  failed: 'alert-triangle',
  waiting: 'clock',
}

function Progress({ test }: { readonly test: TestMessage }) {
  const { t } = useTexts()
  const back = test.returnedAt !== null
  const failed = test.state === 'failed'
  const left = back || ['sent', 'delayed', 'delivered', 'read', 'complained'].includes(test.state)
  const there = back || ['delivered', 'read'].includes(test.state)
  const over = !isUnderway(test, useNow())
  const next = (done: boolean, before: boolean): StepState =>
    done ? 'done' : failed && before ? 'failed' : over || !before ? 'waiting' : 'underway'
  const steps: readonly (readonly [MessageKey, StepState])[] = [
    ['test.left', next(left, true)],
    ['test.there', next(there, left)],
    ['test.back', next(back, there)],
  ]
  const outcome = back
    ? t('test.came', { seconds: Math.max(1, Math.round(test.seconds ?? 0)) })
    : t(failed ? 'test.failed' : over ? 'test.lost' : 'test.underway')
  return (
    <>
      <ol className="connection-steps" aria-label={t('test.steps')}>
        {steps.map(([name, state]) => (
          <li key={name} className={`connection-step connection-step-${state}`}>
            <Icon name={icons[state]} size={16} />
            {t(name)} <span className="visually-hidden">({t(`test.state.${state}`)})</span>
          </li>
        ))}
      </ol>
      <p role="status" className="connection-outcome">
        {outcome} · <RelativeTime at={test.startedAt} />
      </p>
      {failed && test.reason !== null && <p className="field-error">{test.reason}</p>}
      {over && !back && !failed && <p className="field-hint">{t('test.lostHint')}</p>}
    </>
  )
}
