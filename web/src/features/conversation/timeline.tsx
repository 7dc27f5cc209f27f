import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import type { ConversationDetail, Entry, Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { dayName } from '../../i18n/times'
import { Button } from '../../ui/button'
import { useLoadEarlier } from './api/earlier-timeline'
import { AutomaticLine, echoOf } from './automatic-line'
import { EventLine } from './event-line'
import { MessageCard } from './message-card'
import { NoticeLine, noticeOf } from './notice-line'
import { ReactionLine } from './reaction-line'
import { NoteCard } from './note-card'
import { OriginalSenderOffer } from './original-sender-offer'
import { SplitOffer } from './split-offer'
import { CancelledLine } from './waiting-reply'

/** How near the end counts as "reading the newest". */
const nearEndPixels = 120

/** Everything said and done in a conversation, oldest first; opens at the newest. */
export function Timeline({ detail }: { readonly detail: ConversationDetail }) {
  const { t } = useTexts()
  const { conversation, timeline, earlier } = detail
  const place = useStayAtEnd(timeline)
  const loadEarlier = useLoadEarlier(conversation.id)
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={place} className="timeline" role="region" aria-label={t('timeline.label')} tabIndex={0}>
      <div className="timeline-entries">
        {earlier !== null && (
          <div className="timeline-earlier">
            <Button look="plain" pending={loadEarlier.isPending} onPress={() => loadEarlier.mutate(earlier)}>
              {loadEarlier.isError ? t('timeline.earlierFailed') : t('timeline.earlier')}
            </Button>
          </div>
        )}
        {withDays(timeline, (entry) => (
          <TimelineEntry key={entry.id} entry={entry} detail={detail} />
        ))}
      </div>
    </div>
  )
}

function TimelineEntry({ entry, detail }: { readonly entry: Entry; readonly detail: ConversationDetail }) {
  switch (entry.kind) {
    case 'message':
      return <TimelineMessage message={entry} detail={detail} />
    case 'note':
      return <NoteCard note={entry} conversation={detail.conversation.id} />
    case 'event':
      return <EventLine event={entry} />
  }
}

function TimelineMessage({ message, detail }: { readonly message: Message; readonly detail: ConversationDetail }) {
  const original = message.mail?.side == null ? (message.mail?.originalSender ?? null) : null
  const card = (
    <>
      {message.newSubject && detail.merged === null && <SplitOffer message={message} row={detail.conversation} />}
      {original !== null && detail.merged === null && (
        <OriginalSenderOffer message={message} original={original} row={detail.conversation} contact={detail.contact} />
      )}
      <MessageCard message={message} detail={detail} />
    </>
  )
  if (message.status?.state === 'cancelled') return <CancelledLine message={message} row={detail.conversation} />
  const reaction = message.chat?.reaction ?? null
  if (reaction !== null) return <ReactionLine message={message} row={detail.conversation} />
  const notice = noticeOf(message)
  if (notice !== null) return <NoticeLine notice={notice} message={message} />
  const echo = echoOf(message)
  if (echo === null) return card
  return (
    <AutomaticLine echo={echo} message={message}>
      {card}
    </AutomaticLine>
  )
}

function withDays(entries: readonly Entry[], render: (entry: Entry) => ReactNode): ReactNode[] {
  let lastDay = ''
  return entries.flatMap((entry) => {
    const day = new Date(entry.at).toDateString()
    if (day === lastDay) return [render(entry)]
    lastDay = day
    return [<DayHeading key={day} at={entry.at} />, render(entry)]
  })
}

function DayHeading({ at }: { readonly at: string }) {
  const { language } = useTexts()
  return (
    <h2 className="timeline-day">
      <time dateTime={at}>{dayName(language, Date.parse(at))}</time>
    </h2>
  )
}

/**
 * Opens at the newest entry and stays there while frames and images grow and new entries arrive,
 * unless the reader has scrolled up. Earlier entries loaded above do not move what is being read.
 */
function useStayAtEnd(entries: readonly Entry[]) {
  const place = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const oldest = useRef<string | undefined>(undefined)
  const heightBefore = useRef(0)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const first = entries[0]?.id
    if (oldest.current !== undefined && first !== oldest.current && !atEnd.current) {
      element.scrollTop += element.scrollHeight - heightBefore.current
    }
    oldest.current = first
    if (atEnd.current) element.scrollTop = element.scrollHeight
    heightBefore.current = element.scrollHeight
  }, [entries])
  useEffect(() => {
    const element = place.current
    const content = element?.firstElementChild
    if (element === null || !content || typeof ResizeObserver === 'undefined') return
    let last = { top: element.scrollTop, content: element.scrollHeight, shown: element.clientHeight }
    const onScroll = () => {
      const now = { top: element.scrollTop, content: element.scrollHeight, shown: element.clientHeight }
      const near = now.content - now.top - now.shown < nearEndPixels
      // Content that grows below also makes the end far away, and a box that closes below moves what is read; only
      // moving up with neither means leaving it.
      if (near) atEnd.current = true
      else if (now.top < last.top && now.content === last.content && now.shown === last.shown) atEnd.current = false
      last = now
    }
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
      heightBefore.current = element.scrollHeight
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(content, { box: 'border-box' })
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [])
  return place
}
