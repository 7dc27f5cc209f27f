import type { DeliveryStatus } from '../../api/types'
import { type Texts, useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { channelName } from '../../ui/channel'
import { Icon, type IconName } from '../../ui/icon'
import { ClockTime } from '../../ui/time'

const icons: Record<DeliveryStatus['state'], IconName> = {
  scheduled: 'clock',
  held: 'alert-triangle',
  cancelled: 'trash',
  queued: 'clock',
  sending: 'send',
  sent: 'check',
  delayed: 'clock',
  delivered: 'check-double',
  read: 'eye',
  failed: 'alert-triangle',
  complained: 'alert-triangle',
}

/** How far an outgoing message has come, as a picture and a word. */
export function DeliveryState({ status }: { readonly status: DeliveryStatus }) {
  const { t } = useTexts()
  return (
    <span className={`delivery delivery-${status.state}`}>
      <Icon name={icons[status.state]} size={14} />
      {t(`delivery.${status.state}`)}
      <span className="visually-hidden">
        <ClockTime at={status.at} />
      </span>
    </span>
  )
}

/** Why a message did not leave or arrive: in the reader's language where the cause is known, else in the provider's words. */
export function failureReason({ t, has }: Pick<Texts, 't' | 'has'>, status: DeliveryStatus, channel: string): string | null {
  if (status.cause !== null) return t(`delivery.cause.${status.cause}`, { channel: channelName(t, channel) })
  // What can go wrong with a template has texts by WhatsApp's own codes.
  const code = `trouble.${status.code ?? ''}`
  return has(code) ? t(code) : status.reason
}

/** Why a call could not be begun. It is not begun again: whoever wants to calls anew. */
export function CallFailure({ status, channel }: { readonly status: DeliveryStatus; readonly channel: string }) {
  const { t, has } = useTexts()
  if (status.state !== 'failed') return null
  // Where it is otherwise with a call than with a message.
  const cause = `call.cause.${status.cause ?? ''}`
  return (
    <p className="delivery-trouble">
      {has(cause) ? t(cause) : (failureReason({ t, has }, status, channel) ?? t('delivery.noReason'))}
      {status.cause !== 'unknown-outcome' && status.code !== null && <> {t('delivery.code', { code: status.code })}</>}
    </p>
  )
}

type DeliveryFailureProps = {
  readonly status: DeliveryStatus
  /** Whose provider it is. */
  readonly channel: string
  readonly retrying: boolean
  readonly onRetry: () => void
}

/** Why a message did not arrive, in the provider's words, and the way to send it again. */
export function DeliveryFailure({ status, channel, retrying, onRetry }: DeliveryFailureProps) {
  const { t, has } = useTexts()
  const reason = failureReason({ t, has }, status, channel)
  if (status.state === 'queued' && reason !== null) {
    return <p className="delivery-trouble">{t('delivery.trouble', { reason })}</p>
  }
  if (status.state === 'delayed' && status.reason !== null) {
    return <p className="delivery-trouble">{status.reason}</p>
  }
  if (status.state === 'complained') {
    return (
      <p className="delivery-trouble">
        <strong>{t('delivery.complainedTitle')}</strong> {status.reason}
      </p>
    )
  }
  if (status.state !== 'failed') return null
  return (
    <div className="delivery-failure">
      <Icon name="alert-triangle" />
      <div>
        <p>
          <strong>{t('delivery.failedTitle')}</strong> {reason ?? t('delivery.noReason')}
        </p>
        {status.code !== null && <p className="delivery-code">{t('delivery.code', { code: status.code })}</p>}
      </div>
      {status.retryable && (
        <Button icon="refresh" pending={retrying} onPress={onRetry}>
          {t('delivery.retry')}
        </Button>
      )}
    </div>
  )
}
