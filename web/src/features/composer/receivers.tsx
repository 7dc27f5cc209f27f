import { useCallback, useId, useMemo, useState } from 'react'
import { useSession } from '../../api/session'
import type { ConversationDetail, Mailbox } from '../../api/types'
import { type Command, useCommands } from '../../commands/commands'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { useFailureText } from '../../ui/states'
import { showFailure } from '../../ui/toast'
import { useUnmark } from './api/unmark'
import type { Draft } from './drafts'
import { RecipientWarnings } from './recipient-warnings'
import { RecipientsField } from './recipients-field'

/** Who a mail is from and to, as the draft says it or else as the conversation gives it. */
export type Addressed = {
  readonly from: string | null
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly bcc: readonly Mailbox[]
}

export function addressed({ replyTo }: ConversationDetail, draft: Draft): Addressed {
  return {
    from: draft.from ?? replyTo?.from?.address ?? null,
    to: draft.to ?? replyTo?.to ?? [],
    cc: draft.cc ?? replyTo?.cc ?? [],
    bcc: draft.bcc ?? [],
  }
}

/** The same as the API takes it. */
export function leaving({ from, to, cc, bcc }: Addressed) {
  return { from, to: [...to], cc: [...cc], bcc: [...bcc] }
}

type ReceiversProps = {
  readonly detail: ConversationDetail
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}

/** The head of a reply by mail: to one or to all, from which address, to whom. */
export function Receivers({ detail, draft, onChange }: ReceiversProps) {
  const { t } = useTexts()
  const { from, to, cc, bcc } = addressed(detail, draft)
  const [hidden, setHidden] = useState(false)
  const failureText = useFailureText()
  const unmarking = useUnmark(detail.conversation.id, (error) => showFailure(failureText(error)))
  const toOne = useCallback(() => onChange({ to: null, cc: [] }), [onChange])
  const toAll = useCallback(() => onChange({ to: null, cc: null }), [onChange])
  const others = detail.replyTo?.cc.length ?? 0
  return (
    <>
      {others > 0 && (
        <ReplyTo all={cc.length > 0} others={others} onOne={toOne} onAll={toAll} />
      )}
      <div className="receivers">
        <Senders detail={detail} from={from} onChange={(address) => onChange({ from: address })} />
        <RecipientsField label={t('reply.to')} value={to} onChange={(value) => onChange({ to: value })} />
        <RecipientsField label={t('reply.cc')} value={cc} onChange={(value) => onChange({ cc: value })} />
        {hidden || bcc.length > 0 ? (
          <RecipientsField
            label={t('reply.bcc')}
            value={bcc}
            hint={t('reply.bccHint')}
            focused={hidden}
            onChange={(value) => onChange({ bcc: value })}
          />
        ) : (
          <Button look="link" onPress={() => setHidden(true)}>
            {t('reply.addBcc')}
          </Button>
        )}
        <RecipientWarnings
          warnings={detail.recipientWarnings}
          recipients={[...to, ...cc, ...bcc]}
          pending={unmarking.isPending}
          onUnmark={(warning) => unmarking.mutate(warning)}
        />
      </div>
    </>
  )
}

type ReplyToProps = {
  readonly all: boolean
  readonly others: number
  readonly onOne: () => void
  readonly onAll: () => void
}

/** Two choices that cannot be mistaken for each other: the sender alone, or everybody. */
function ReplyTo({ all, others, onOne, onAll }: ReplyToProps) {
  const { t } = useTexts()
  const name = useId()
  const commands = useMemo<Command[]>(
    () => [
      { id: 'reply-one', group: 'conversation', title: t('command.replyOne'), run: onOne },
      { id: 'reply-all', group: 'conversation', title: t('command.replyAll'), run: onAll },
    ],
    [t, onOne, onAll],
  )
  useCommands(commands)
  return (
    <fieldset className="reply-choice">
      <legend className="visually-hidden">{t('reply.choice')}</legend>
      <label>
        <input type="radio" name={name} checked={!all} onChange={onOne} />
        {t('reply.one')}
      </label>
      <label>
        <input type="radio" name={name} checked={all} onChange={onAll} />
        {t('reply.all', { others })}
      </label>
    </fieldset>
  )
}

type SendersProps = {
  readonly detail: ConversationDetail
  readonly from: string | null
  readonly onChange: (address: string) => void
}

/** Under which of the inbox's addresses the mail goes out; nothing to choose, nothing to see. */
function Senders({ detail, from, onChange }: SendersProps) {
  const { t } = useTexts()
  const field = useId()
  const senders = useSession().inboxes.find((inbox) => inbox.id === detail.conversation.inbox)?.senders ?? []
  if (senders.length < 2) return null
  return (
    <div className="recipients">
      <label htmlFor={field}>{t('reply.from')}</label>
      <select id={field} className="recipients-from" value={from ?? ''} onChange={(event) => onChange(event.target.value)}>
        {senders.map(({ name, address }) => (
          <option key={address} value={address}>
            {name === null ? address : `${name} <${address}>`}
          </option>
        ))}
      </select>
    </div>
  )
}
