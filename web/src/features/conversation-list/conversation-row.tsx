import { Link } from '@tanstack/react-router'
import { useSession } from '../../api/session'
import type { Row } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { momentName, relativeTime } from '../../i18n/times'
import { Avatar } from '../../ui/avatar'
import { previewWords } from '../../ui/call-outcome'
import { channelName, isMail, isSpoken } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { LabelChip } from '../../ui/label-chip'
import { useNow } from '../../ui/now'
import { RelativeTime } from '../../ui/time'

type ConversationRowProps = {
  readonly row: Row
  readonly list: string
}

/** One conversation in a list: who, what, when, and what is special about it. */
export function ConversationRow({ row, list }: ConversationRowProps) {
  const { t } = useTexts()
  const { labels, users } = useSession()
  const assignee = users.find((user) => user.id === row.assignee)
  const waiting = row.waitingSince !== null && row.status === 'open'
  // A chat has no subject: its last words say what it is about.
  const preview = isSpoken(row.channel) ? previewWords(t, row.preview) : row.preview
  const heading = row.subject || (isMail(row.channel) ? t('conversation.noSubject') : preview)
  const shownLabels = row.labels.flatMap((id) => labels.find((label) => label.id === id) ?? [])
  return (
    <li className="row-item">
      <Link
        to="/list/$list/$conversation"
        params={{ list, conversation: row.id }}
        className={waiting ? 'row row-waiting' : 'row'}
        data-conversation={row.id}
      >
        <Avatar name={row.contact.name} of={row.contact.id} channel={row.channel} />
        <div className="row-body">
          <div className="row-line">
            <span className="row-name">{row.contact.name}</span>
            <span className="visually-hidden">{channelName(t, row.channel)}</span>
            <span className="row-time">
              <RelativeTime at={row.lastActivityAt} />
            </span>
          </div>
          <div className="row-line">
            <span className="row-subject">{heading}</span>
            {waiting && <span className="row-dot" title={t('row.waiting')} />}
            {waiting && <span className="visually-hidden">{t('row.waiting')}</span>}
          </div>
          {heading !== preview && <div className="row-preview">{preview}</div>}
          <div className="row-marks">
            <span className="row-mark">#{row.caseNumber}</span>
            {row.failed && (
              <span className="row-mark row-mark-failed">
                <Icon name="alert-triangle" size={13} />
                {t(isSpoken(row.channel) ? 'call.failed' : 'row.failed')}
              </span>
            )}
            <OutboxMark row={row} />
            <WindowMark row={row} />
            {shownLabels.map((label) => (
              <LabelChip key={label.id} name={label.name} colour={label.colour} />
            ))}
            {assignee && (
              <span className="row-assignee" title={`${t('row.assignedTo')} ${assignee.name}`}>
                <Avatar name={assignee.name} of={assignee.id} size="small" />
                <span className="visually-hidden">
                  {t('row.assignedTo')} {assignee.name}
                </span>
              </span>
            )}
          </div>
        </div>
      </Link>
    </li>
  )
}

const minuteMilliseconds = 60_000

/** Says that a reply has not gone out: it waits for its time, or for somebody to decide. */
function OutboxMark({ row }: { readonly row: Row }) {
  const { t, language } = useTexts()
  const now = useNow()
  if (row.held) {
    return (
      <span className="row-mark row-mark-held">
        <Icon name="alert-triangle" size={13} />
        {t('row.held')}
      </span>
    )
  }
  // What can be taken back for some seconds is not worth a row that grows and shrinks.
  if (row.nextDueAt === null || Date.parse(row.nextDueAt) - now < minuteMilliseconds) return null
  return (
    <span className="row-mark">
      <Icon name="clock" size={13} />
      {t('row.scheduled', { when: momentName(language, Date.parse(row.nextDueAt)) })}
    </span>
  )
}

const soonMilliseconds = 4 * 3_600_000

/** Says when the last hours of the channel's window run, while somebody can still answer freely. */
function WindowMark({ row }: { readonly row: Row }) {
  const { t, language } = useTexts()
  const now = useNow()
  if (row.windowClosesAt === null || row.status === 'closed') return null
  const closes = Date.parse(row.windowClosesAt)
  if (closes <= now || closes - now > soonMilliseconds) return null
  return (
    <span className="row-mark row-mark-window">
      <Icon name="clock" size={13} />
      {t('row.window', { when: relativeTime(language, closes, now) })}
    </span>
  )
}
