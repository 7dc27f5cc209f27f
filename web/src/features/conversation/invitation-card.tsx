import './invitation-card.css'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { cancelReply } from '../../api/cancel-reply'
import { isProblem } from '../../api/problem'
import type { CalendarTime, Entry, Invitation, Message, MessageFile, Row } from '../../api/types'
import { type Texts, useTexts } from '../../i18n/texts'
import { calendarDay, clockTime, dayName, monthName } from '../../i18n/times'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { mailboxName } from '../../ui/mailbox-name'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { keyed, useAnswerInvitation } from './api/answer-invitation'

/** So many of those invited are seen at once. */
const shownAtOnce = 4

const answers = ['accepted', 'tentative', 'declined'] as const

type InvitationCardProps = {
  readonly message: Message
  readonly invitation: Invitation
  readonly row: Row
  readonly timeline: readonly Entry[]
  /** Whether the reader may answer here. */
  readonly writable: boolean
}

/** The appointment a mail is about, and the ways to answer it. */
export function InvitationCard({ message, invitation, row, timeline, writable }: InvitationCardProps) {
  const { t, language } = useTexts()
  const title = useId()
  const { start } = invitation
  const off = invitation.method === 'cancel'
  const file = message.files.find(isCalendar)
  const settled = isSettled(message, invitation, timeline)
  const answerable = writable && invitation.answerable && !settled
  const given = answerTo(message, timeline)
  return (
    <section className={off ? 'invitation invitation-off' : 'invitation'} aria-labelledby={title}>
      {start !== null && (
        <div className="invitation-day" aria-hidden="true">
          <span className="invitation-month">{monthName(language, momentOf(start))}</span>
          <span className="invitation-date">{calendarDay(language, momentOf(start))}</span>
        </div>
      )}
      <div className="invitation-head">
        <p className="invitation-kind">
          <Icon name="calendar" size={14} />
          {t(`invitation.kind.${invitation.method}`)}
        </p>
        <h4 id={title}>{invitation.summary || t('invitation.noSummary')}</h4>
      </div>
      <dl>
        <div>
          <dt>{t('invitation.when')}</dt>
          <dd>
            <When invitation={invitation} />
          </dd>
        </div>
        {invitation.location !== '' && (
          <div>
            <dt>{t('invitation.where')}</dt>
            <dd>{invitation.location}</dd>
          </div>
        )}
        {invitation.organiser !== null && (
          <div>
            <dt>{t('invitation.organiser')}</dt>
            <dd title={invitation.organiser.address}>{mailboxName(invitation.organiser)}</dd>
          </div>
        )}
        {invitation.attendees.length > 0 && (
          <div>
            <dt>{t('invitation.who')}</dt>
            <dd>
              <People invitation={invitation} />
            </dd>
          </div>
        )}
      </dl>
      {settled && (
        <p className="invitation-note">
          <Icon name="info" size={16} />
          {t('invitation.settled')}
        </p>
      )}
      {given !== null && (
        <p className="invitation-note" role="status">
          <Icon name="check-circle" size={16} />
          {t(`invitation.answered.${given.participation}`, { name: given.by })}
        </p>
      )}
      {(answerable || file !== undefined) && (
        <div className="invitation-acts">
          {answerable && <Answering message={message} row={row} given={given?.participation ?? null} />}
          {file?.url != null && (
            <a className="button button-link" href={file.url} download={file.name} target="_blank" rel="noopener noreferrer">
              <Icon name="download" size={14} />
              {t('invitation.download')}
            </a>
          )}
        </div>
      )}
    </section>
  )
}

type AnsweringProps = {
  readonly message: Message
  readonly row: Row
  readonly given: (typeof answers)[number] | null
}

/** Accept, perhaps, decline: each is a mail to the organiser, which can be taken back as every mail. */
function Answering({ message, row, given }: AnsweringProps) {
  const { t } = useTexts()
  const client = useQueryClient()
  const failureText = useFailureText()
  const answering = useAnswerInvitation(row.id, (error) =>
    showFailure(isProblem(error, 409) && error.code === 'reply-crossed' ? t('invitation.crossed') : failureText(error)),
  )
  const takeBack = async (answer: Message) => {
    try {
      await cancelReply(client, row.id, answer.id)
      showToast(t('invitation.takenBack'))
    } catch (error) {
      showFailure(isProblem(error, 409) ? t('undo.tooLate') : failureText(error))
    }
  }
  const answer = (participation: (typeof answers)[number]) =>
    answering.mutate(keyed({ message: message.id, participation, version: row.version }), {
      onSuccess: ({ entry }) => {
        const status = entry.kind === 'message' ? entry.status : null
        if (entry.kind === 'message' && status?.dueAt) {
          const waits = Date.parse(status.dueAt) - Date.parse(status.at)
          showToast(
            t(`invitation.sent.${participation}`),
            { label: t('undo.undo'), run: () => void takeBack(entry) },
            Date.now() + waits,
          )
        } else showToast(t(`invitation.sent.${participation}`))
      },
    })
  return (
    <div role="group" aria-label={t('invitation.answering')} className="invitation-answers">
      {answers.map((participation) => (
        <Button
          key={participation}
          look={participation === 'accepted' && given === null ? 'primary' : 'plain'}
          disabled={given === participation}
          pending={answering.isPending && answering.variables.participation === participation}
          onPress={() => answer(participation)}
        >
          {t(`invitation.answer.${participation}`)}
        </Button>
      ))}
    </div>
  )
}

function When({ invitation }: { readonly invitation: Invitation }) {
  const texts = useTexts()
  const { start, end, repeats } = invitation
  if (start === null) return <>{texts.t('invitation.noTime')}</>
  return (
    <>
      {moments(texts, start, end)}
      {repeats && <span className="invitation-aside"> · {texts.t('invitation.repeats')}</span>}
      {elsewhere(texts, start)}
    </>
  )
}

/** From when to when, by the reader's own clock where the moment is known. */
function moments({ t, language }: Texts, start: CalendarTime, end: CalendarTime | null): string {
  const from = momentOf(start)
  if (start.wholeDay) {
    // The last day of a whole-day appointment is the one before its end: its noon, for it may have an hour less.
    const last = end === null ? from : momentOf(end) - 12 * 3_600_000
    const first = dayName(language, from)
    return t('invitation.wholeDay', { day: last > from ? `${first} – ${dayName(language, last)}` : first })
  }
  const begins = `${dayName(language, from)}, ${clockTime(language, from)}`
  if (end === null) return begins
  const to = momentOf(end)
  const sameDay = new Date(from).toDateString() === new Date(to).toDateString()
  return `${begins} – ${sameDay ? '' : `${dayName(language, to)}, `}${clockTime(language, to)}`
}

/** What the clock shows where the organiser is, when that is another time or another zone. */
function elsewhere({ t, language }: Texts, { local, zone, at, wholeDay }: CalendarTime) {
  if (wholeDay || zone === null) return null
  const there = clockTime(language, Date.parse(local))
  if (at === null) return <span className="invitation-aside"> · {t('invitation.zone', { zone })}</span>
  if (there === clockTime(language, Date.parse(at))) return null
  return <span className="invitation-aside"> · {t('invitation.there', { time: there, zone })}</span>
}

/** The moment itself, or what the wall shows taken for the reader's own. */
function momentOf({ at, local }: CalendarTime): number {
  return Date.parse(at ?? local)
}

function People({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTexts()
  const [all, setAll] = useState(false)
  const { attendees } = invitation
  const shown = all ? attendees : attendees.slice(0, shownAtOnce)
  return (
    <>
      <ul className="invitation-people">
        {shown.map(({ mailbox, participation, required }) => (
          <li key={mailbox.address} title={mailbox.address}>
            {mailboxName(mailbox)}
            <span className="invitation-aside">
              {' '}
              · {t(`invitation.participation.${participation}`)}
              {!required && ` · ${t('invitation.optional')}`}
            </span>
          </li>
        ))}
      </ul>
      {attendees.length > shown.length && (
        <Button look="link" onPress={() => setAll(true)}>
          {t('invitation.more', { count: attendees.length - shown.length })}
        </Button>
      )}
    </>
  )
}

/** Whether a file of a mail is its calendar part. */
export function isCalendar(file: MessageFile): boolean {
  return file.type === 'text/calendar' || file.type === 'application/ics' || file.name.toLowerCase().endsWith('.ics')
}

/** The newest answer to the invitation in a message that was not taken back. */
export function answerTo(message: Message, timeline: readonly Entry[]) {
  let given: { participation: (typeof answers)[number]; by: string } | null = null
  for (const entry of timeline) {
    if (entry.kind !== 'message' || entry.status?.state === 'cancelled') continue
    const answer = entry.mail?.answer ?? null
    if (answer?.invitation === message.id) given = { participation: answer.participation, by: entry.author.name }
  }
  return given
}

/** Whether a later mail of the same organiser changes the appointment or calls it off. */
export function isSettled(message: Message, invitation: Invitation, timeline: readonly Entry[]): boolean {
  return timeline.some((entry) => {
    if (entry.kind !== 'message' || entry.id <= message.id) return false
    const later = entry.mail?.invitation ?? null
    if (later?.uid !== invitation.uid) return false
    if (later.organiser?.address.toLowerCase() !== invitation.organiser?.address.toLowerCase()) return false
    if (later.occurrence !== null && later.occurrence.local !== invitation.occurrence?.local) return false
    return later.method === 'cancel'
      ? later.sequence >= invitation.sequence
      : later.method === 'request' && later.sequence > invitation.sequence
  })
}
