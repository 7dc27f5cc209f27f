import './call-log.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ContactCall, ConversationId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { talkingTime } from '../../i18n/times'
import { Button } from '../../ui/button'
import { isLost, outcomeText } from '../../ui/call-outcome'
import { Icon } from '../../ui/icon'
import { Skeleton, useFailureText } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { callsQuery } from './api/calls'

/** The calls of a contact, over all their conversations. */
export function CallLog({ of, list }: { readonly of: ConversationId; readonly list: string }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const query = useInfiniteQuery(callsQuery(of))
  const calls = query.data?.pages.flatMap((page) => page.calls) ?? []
  if (query.isPending) return <Skeleton inline="100%" block="3rem" />
  if (query.isError && query.data === undefined) {
    return (
      <div role="alert">
        <p className="contact-none">{failureText(query.error)}</p>
        <Button look="quiet" icon="refresh" onPress={() => void query.refetch()}>
          {t('failure.retry')}
        </Button>
      </div>
    )
  }
  return (
    <>
      {calls.length === 0 && !query.hasNextPage && <p className="contact-none">{t('calls.none')}</p>}
      {calls.length > 0 && (
        <ul aria-label={t('calls.title')}>
          {calls.map((call) => (
            <li key={call.id}>
              <CallEntry call={call} current={of} list={list} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button look="quiet" pending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('calls.more')}
        </Button>
      )}
    </>
  )
}

function CallEntry({ call, current, list }: { readonly call: ContactCall; readonly current: ConversationId; readonly list: string }) {
  const { t, language } = useTexts()
  const lost = isLost(call.outcome)
  const here = call.conversation === current
  const words = (
    <>
      <Icon name={lost ? 'phone-missed' : 'phone'} size={16} />
      <span className="call-entry-words">
        <span>{t(outcomeText(call.direction, call.outcome))}</span>
        <span>
          {t(call.direction === 'in' ? 'calls.in' : 'calls.out')} · <RelativeTime at={call.at} />
          {call.talkedSeconds !== null && <> · {talkingTime(language, call.talkedSeconds)}</>}
          {call.agent !== null && <> · {call.agent.name}</>}
          {!here && <> · #{call.caseNumber}</>}
        </span>
      </span>
    </>
  )
  return here ? (
    <div className={lost ? 'call-entry call-entry-lost' : 'call-entry'}>{words}</div>
  ) : (
    <Link
      className={lost ? 'call-entry call-entry-lost' : 'call-entry'}
      to="/list/$list/$conversation"
      params={{ list, conversation: call.conversation }}
    >
      {words}
    </Link>
  )
}
