import { lazy, Suspense, use, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { ConversationDetail, ConversationId, EntryId, Mailbox, Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fullTime } from '../../i18n/times'
import { authorName } from '../../ui/author-name'
import { Avatar } from '../../ui/avatar'
import { Button, IconButton } from '../../ui/button'
import { callOf } from '../../ui/call-outcome'
import { Icon } from '../../ui/icon'
import { mailboxName } from '../../ui/mailbox-name'
import { Skeleton, useFailureText } from '../../ui/states'
import { ClockTime } from '../../ui/time'
import { showFailure } from '../../ui/toast'
import { ConfirmDialog } from '../../ui/dialog'
import { fetchMessageFile } from './api/message-file'
import { fetchMessageOriginal } from './api/message-original'
import { useRetryFile } from './api/retry-file'
import { useRetryMessage } from './api/retry-message'
import { ChatContent, Reactions } from './chat-content'
import { CallFailure, DeliveryFailure, DeliveryState } from './delivery-status'
import { EntryBody } from './entry-body'
import { MessageActions } from './message-actions'
import { MessageFiles } from './message-files'
import { PassOnContext } from './pass-on'
import { VerdictList, warningOf } from './verdict-list'
import { WaitingReply } from './waiting-reply'

const InvitationCard = lazy(() => import('./invitation-card').then((module) => ({ default: module.InvitationCard })))

type MessageCardProps = { readonly message: Message; readonly detail: ConversationDetail }

/** Something the customer wrote, or the team wrote to them; or what stands aside in a side thread. */
export function MessageCard({ message, detail }: MessageCardProps) {
  const row = detail.conversation
  const conversation = row.id
  const passOn = use(PassOnContext)
  const side = message.mail?.side ?? null
  const invitation = message.mail?.invitation ?? null
  const writable = detail.merged === null
  const { t } = useTexts()
  const [detailed, setDetailed] = useState(false)
  const failureText = useFailureText()
  const retry = useRetryMessage(conversation, (error) => showFailure(failureText(error)))
  const retryFile = useRetryFile(conversation, message.id, (error) => showFailure(failureText(error)))
  const incoming = message.direction === 'in'
  const name = authorName(t, message.author)
  const chat = message.chat ?? null
  const called = chat !== null && message.direction === 'out' && callOf(chat.parts) !== undefined
  const details = `details-${message.id}`
  const warning = warningOf(message.verdicts)
  const files = (
    <MessageFiles
      files={message.files.filter(
        (file) =>
          (!file.inline || file.state !== 'stored' || message.html === null) &&
          // The card of the appointment has it.
          !(file.type === 'text/calendar' && (invitation !== null || message.mail?.answer != null)),
      )}
      parts={chat?.parts ?? []}
      cards={chat?.template?.cards ?? []}
      fetchInfected={(index) => fetchMessageFile(conversation, message.id, index)}
      onRetry={(index) => retryFile.mutate(index)}
      retrying={retryFile.isPending}
    />
  )
  return (
    <article
      id={`entry-${message.id}`}
      className={`entry message message-${message.direction}${side === null ? '' : ' message-aside'}`}
      aria-label={t(
        side !== null
          ? incoming
            ? 'side.from'
            : 'side.by'
          : incoming
            ? 'message.from'
            : called
              ? 'call.by'
              : 'message.by',
        { name },
      )}
    >
      {side !== null && (
        <p className="aside-sign">
          <Icon name="forward" size={14} />
          {t(side === message.id ? 'side.forwarded' : 'side.sign', { name: row.contact.name })}
        </p>
      )}
      <header className="entry-head">
        <Avatar name={name} of={message.author.id ?? name} />
        <div className="entry-who">
          <h3 dir="auto">{name}</h3>
          {/* What a visitor is called here says nothing to anybody. */}
          {message.from !== null && message.from.kind !== 'visitor' && incoming && <span className="entry-address">{message.from.value}</span>}
          {!incoming && message.mail !== null && (
            <span className="entry-address">{t('message.to', { people: names(message.mail.to) })}</span>
          )}
          {message.mail !== null && message.mail.bcc.length > 0 && (
            <span className="entry-address">{t('message.bcc', { people: names(message.mail.bcc) })}</span>
          )}
        </div>
        <div className="entry-when">
          {message.status !== null && !called && <DeliveryState status={message.status} />}
          <ClockTime at={message.at} />
          <MessageActions message={message} row={row} />
          {side === null && writable && message.mail !== null && hasBegun(message) && (
            <IconButton icon="forward" label={t('forward.message')} onPress={() => passOn.forward(message.id)} />
          )}
          <IconButton
            icon={detailed ? 'chevron-down' : 'info'}
            label={t('message.details')}
            expanded={detailed}
            onPress={() => setDetailed(!detailed)}
          />
        </div>
      </header>
      {warning !== null && (
        <p className={`message-warning message-warning-${warning}`}>
          <Icon name="alert-triangle" size={16} />
          {t(`verdict.warning.${warning}`)}
        </p>
      )}
      {detailed && <MessageDetails id={details} message={message} conversation={conversation} />}
      {invitation !== null && (
        <Suspense fallback={<Skeleton inline="100%" block="6rem" />}>
          <InvitationCard message={message} invitation={invitation} row={row} timeline={detail.timeline} writable={writable} />
        </Suspense>
      )}
      {chat?.template?.media != null && files}
      {chat !== null && message.whole ? (
        <ChatContent message={message} chat={chat} conversation={conversation} />
      ) : (
        <EntryBody
          entry={message}
          conversation={conversation}
          files={message.files}
          title={t('message.bodyTitle', { name })}
          trusted={message.direction === 'out'}
          folded={message.mail?.originalSender == null}
        />
      )}
      {chat?.template?.media == null && files}
      {chat !== null && <Reactions chat={chat} />}
      {(message.status?.state === 'scheduled' || message.status?.state === 'held') && (
        <WaitingReply message={message} status={message.status} row={row} />
      )}
      {side !== null && writable && message.status?.state !== 'scheduled' && (
        <div className="aside-foot">
          <Button look="link" icon="reply" onPress={() => passOn.replyAside(side as EntryId)}>
            {t('side.reply')}
          </Button>
        </div>
      )}
      {message.status !== null && called && <CallFailure status={message.status} channel={row.channel} />}
      {message.status !== null && !called && chat?.deletedAt == null && (
        <DeliveryFailure
          status={message.status}
          channel={row.channel}
          retrying={retry.isPending}
          onRetry={() => retry.mutate({ message: message.id, attempt: message.status?.attempt ?? 1 })}
        />
      )}
    </article>
  )
}

type MessageDetailsProps = { readonly id: string; readonly message: Message; readonly conversation: ConversationId }

/** What is behind a message: addresses, why it is in this conversation, the untouched original. */
function MessageDetails({ message, conversation, id }: MessageDetailsProps) {
  const { t, language } = useTexts()
  const failureText = useFailureText()
  const [asking, setAsking] = useState(false)
  const infected = message.verdicts?.virus === 'fail'
  const download = async () => {
    try {
      const { url } = await fetchMessageOriginal(conversation, message.id)
      window.open(url, '_blank', 'noopener')
    } catch (failure) {
      showFailure(failureText(failure))
    }
  }
  return (
    <dl className="details" id={id}>
      <Detail name={t('details.date')} value={fullTime(language, Date.parse(message.at))} />
      {message.from !== null && <Detail name={t('details.from')} value={`${message.author.name} · ${message.from.value}`} />}
      {message.mail !== null && (
        <>
          <Detail name={t('details.to')} value={addresses(message.mail.to)} />
          {message.mail.from !== null && <Detail name={t('details.from')} value={addresses([message.mail.from])} />}
          {message.mail.cc.length > 0 && <Detail name={t('details.cc')} value={addresses(message.mail.cc)} />}
          {message.mail.bcc.length > 0 && <Detail name={t('details.bcc')} value={addresses(message.mail.bcc)} />}
          <Detail name={t('details.subject')} value={message.mail.subject || t('conversation.noSubject')} />
        </>
      )}
      {message.evidence !== null && (
        <Detail name={t('details.evidence')} value={t(`evidence.${message.evidence}`)} />
      )}
      {message.verdicts !== null && (
        <div>
          <dt>{t('details.verdicts')}</dt>
          <dd>
            <VerdictList verdicts={message.verdicts} />
          </dd>
        </div>
      )}
      {message.status !== null && message.status.attempt > 1 && (
        <Detail name={t('details.attempt')} value={String(message.status.attempt)} />
      )}
      {message.original && (
        <div>
          <dt>{t('details.original')}</dt>
          <dd>
            <AriaButton className="button button-link" onPress={() => (infected ? setAsking(true) : void download())}>
              <Icon name="download" size={14} />
              {t('details.download')}
            </AriaButton>
            <ConfirmDialog
              title={t('infected.title')}
              text={t('infected.original')}
              confirm={t('infected.confirm')}
              open={asking}
              onClose={() => setAsking(false)}
              onConfirm={() => void download()}
            />
          </dd>
        </div>
      )}
    </dl>
  )
}

function Detail({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function names(people: readonly Mailbox[]): string {
  return people.map(mailboxName).join(', ')
}

function addresses(people: readonly Mailbox[]): string {
  return people
    .map((person) => (person.name === null || person.name === '' ? person.address : `${person.name} <${person.address}>`))
    .join(', ')
}

/** Whether it came in or is on its way: what waits or is held is nothing that could be passed on yet. */
function hasBegun(message: Message) {
  return message.status?.state !== 'scheduled' && message.status?.state !== 'held'
}
