import { useTexts } from '../../i18n/texts'
import { fullTime } from '../../i18n/times'
import { channelName } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { useNow } from '../../ui/now'

export type ReplyWindow = {
  readonly closed: boolean
  readonly closesAt: number | null
  readonly minutesLeft: number
}

/** How long the channel still lets us write freely. Without a window there is no limit. */
export function useWindow(windowClosesAt: string | null): ReplyWindow {
  const now = useNow()
  if (windowClosesAt === null) return { closed: false, closesAt: null, minutesLeft: Infinity }
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
  if (window.closesAt === null) return null
  if (window.closed) {
    return (
      <p className="window window-closed" role="status">
        <Icon name="lock" size={16} />
        <span>{t('window.closed', { channel: channelName(t, channel), name, when: fullTime(language, window.closesAt) })}</span>
      </p>
    )
  }
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
