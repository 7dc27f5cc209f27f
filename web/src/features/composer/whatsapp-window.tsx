import { useTexts } from '../../i18n/texts'
import { fullTime } from '../../i18n/times'
import { channelName, hasTemplates } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { useNow } from '../../ui/now'

export type ReplyWindow = {
  readonly closed: boolean
  readonly closesAt: number | null
  readonly minutesLeft: number
}

/**
 * How long the channel still lets us write freely. Where there are templates, free words need a customer who
 * wrote; elsewhere there is no limit without a window.
 */
export function useWindow(windowClosesAt: string | null, templates: boolean): ReplyWindow {
  const now = useNow()
  if (windowClosesAt === null) return { closed: templates, closesAt: null, minutesLeft: templates ? 0 : Infinity }
  const closesAt = Date.parse(windowClosesAt)
  return { closed: closesAt <= now, closesAt, minutesLeft: Math.max(0, Math.ceil((closesAt - now) / 60_000)) }
}

/** Counts the window down, and says clearly when it has closed. */
export function WindowNotice({
  window,
  channel,
  name,
}: {
  readonly window: ReplyWindow
  readonly channel: string
  readonly name: string
}) {
  const { t, language } = useTexts()
  if (window.closed) {
    const values = { channel: channelName(t, channel), name }
    return (
      <p className="window window-closed" role="status">
        <Icon name="lock" size={16} />
        <span>
          {window.closesAt === null
            ? t('window.never', values)
            : t(hasTemplates(channel) ? 'window.template' : 'window.closed', { ...values, when: fullTime(language, window.closesAt) })}
        </span>
      </p>
    )
  }
  if (window.closesAt === null) return null
  const soon = window.minutesLeft <= 120
  return (
    <p className={soon ? 'window window-soon' : 'window'}>
      <Icon name="clock" size={16} />
      <span>
        {t('window.open', {
          channel: channelName(t, channel),
          hours: Math.floor(window.minutesLeft / 60),
          minutes: window.minutesLeft % 60,
        })}
      </span>
    </p>
  )
}
