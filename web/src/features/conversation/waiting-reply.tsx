import './waiting-reply.css'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useState } from 'react'
import { cancelReply } from '../../api/cancel-reply'
import { useSession } from '../../api/session'
import type { DeliveryStatus, EntryId, Message, TakenBack, Row } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { clockTime, fullTime, momentName } from '../../i18n/times'
import { Button, IconButton } from '../../ui/button'
import { ChooseTime } from '../../ui/choose-time'
import { Icon } from '../../ui/icon'
import { useSecondsLeft } from '../../ui/seconds-left'
import { useFailureText } from '../../ui/states'
import { ClockTime } from '../../ui/time'
import { showFailure, showToast } from '../../ui/toast'
import { useScheduleReply } from './api/schedule-reply'
import { useSendNow } from './api/send-now'
import { EntryBody } from './entry-body'

/** What happens to the words of a reply that its author takes back: whoever shows the conversation knows. */
export type TakeWords = (words: TakenBack, message: EntryId) => void
export const TakeWordsContext = createContext<TakeWords>(() => undefined)

/** A minute from its time a reply counts its seconds. */
const countedSeconds = 60

type WaitingReplyProps = {
  readonly message: Message
  readonly status: DeliveryStatus
  readonly row: Row
}

/** What can be done about a reply that has not gone out: it waits for its time, or was held. */
export function WaitingReply({ message, status, row }: WaitingReplyProps) {
  const { t } = useTexts()
  const { user } = useSession()
  const client = useQueryClient()
  const failureText = useFailureText()
  const takeWords = use(TakeWordsContext)
  const fail = (error: unknown) => showFailure(failureText(error))
  const sendNow = useSendNow(row.id, fail)
  const schedule = useScheduleReply(row.id, fail)
  const [cancelling, setCancelling] = useState(false)
  // The words of a forward, or of a reply aside, are none for the customer; an answer to an invitation has none.
  const own = message.author.id === user.id && message.mail?.side == null && message.mail?.answer == null
  const held = status.state === 'held'
  const cancel = async (edit: boolean) => {
    setCancelling(true)
    try {
      const words = await cancelReply(client, row.id, message.id)
      if (edit && words !== null) takeWords(words, message.id)
      else showToast(t('waiting.discarded'))
    } catch (error) {
      fail(error)
    } finally {
      setCancelling(false)
    }
  }
  return (
    <div className={held ? 'waiting-reply waiting-reply-held' : 'waiting-reply'} role="group" aria-label={t('waiting.label')}>
      <Icon name={held ? 'alert-triangle' : 'clock'} size={16} />
      {held ? <p>{message.mail?.side == null ? t('waiting.held', { name: row.contact.name }) : t('waiting.heldAside')}</p> : <DueTime dueAt={status.dueAt ?? status.at} />}
      <div className="waiting-reply-acts">
        <Button
          look={held ? 'plain' : 'link'}
          pending={sendNow.isPending}
          onPress={() => sendNow.mutate({ message: message.id, version: row.version })}
        >
          {t(held ? 'waiting.sendAnyway' : 'waiting.sendNow')}
        </Button>
        {!held && (
          <ChooseTime
            className="button button-link"
            label={t('waiting.changeTime')}
            latest={row.windowClosesAt === null || message.chat?.template != null ? null : Date.parse(row.windowClosesAt)}
            onChoose={(at) => schedule.mutate({ message: message.id, sendAt: at.toISOString() })}
          >
            {t('waiting.changeTime')}
          </ChooseTime>
        )}
        {own && (
          <Button look={held ? 'plain' : 'link'} pending={cancelling} onPress={() => void cancel(true)}>
            {t('waiting.edit')}
          </Button>
        )}
        {(held || !own) && (
          <Button look={held ? 'plain' : 'link'} pending={cancelling} onPress={() => void cancel(false)}>
            {t('waiting.discard')}
          </Button>
        )}
      </div>
    </div>
  )
}

function DueTime({ dueAt }: { readonly dueAt: string }) {
  const { t, language } = useTexts()
  const due = Date.parse(dueAt)
  const seconds = useSecondsLeft(due)
  if (seconds <= countedSeconds) {
    return (
      <p>
        <span aria-hidden="true">{t('waiting.inSeconds', { seconds })}</span>
        <span className="visually-hidden">{t('waiting.at', { when: clockTime(language, due) })}</span>
      </p>
    )
  }
  return (
    <p>
      <time dateTime={dueAt} title={fullTime(language, due)}>
        {t('waiting.at', { when: momentName(language, due) })}
      </time>
    </p>
  )
}

/** A reply that was taken back, in one line; its words on demand. */
export function CancelledLine({ message, row }: { readonly message: Message; readonly row: Row }) {
  const { t } = useTexts()
  const { user } = useSession()
  const client = useQueryClient()
  const failureText = useFailureText()
  const takeWords = use(TakeWordsContext)
  const [open, setOpen] = useState(false)
  const by = message.status?.by?.name ?? message.author.name
  const again = async () => {
    try {
      const words = await cancelReply(client, row.id, message.id)
      if (words !== null) takeWords(words, message.id)
    } catch (error) {
      showFailure(failureText(error))
    }
  }
  return (
    <div className="cancelled-reply">
      <p className="event">
        <Icon name="trash" size={15} />
        <span>
          {by === message.author.name
            ? t('waiting.cancelled', { name: by })
            : t('waiting.cancelledOf', { name: by, author: message.author.name })}{' '}
          · <ClockTime at={message.status?.at ?? message.at} />
        </span>
        <IconButton
          icon={open ? 'chevron-down' : 'chevron-right'}
          label={t(open ? 'waiting.hideWords' : 'waiting.showWords')}
          expanded={open}
          onPress={() => setOpen(!open)}
        />
      </p>
      {open && (
        <div className="cancelled-reply-words">
          <EntryBody
            entry={message}
            conversation={row.id}
            files={message.files}
            title={t('message.bodyTitle', { name: message.author.name })}
            trusted
          />
          {message.author.id === user.id && message.mail?.side == null && message.mail?.answer == null && (
            <Button look="link" onPress={() => void again()}>
              {t('waiting.wordsAgain')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
