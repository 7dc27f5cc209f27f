import { useState } from 'react'
import { Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { EntryWritten, InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { ChooseTime } from '../../ui/choose-time'
import { TextField } from '../../ui/form'
import { Icon } from '../../ui/icon'
import { useFailureText } from '../../ui/states'
import { useBeginConversation } from './api/begin'
import type { NewMessage } from './new-message'
import { rememberTemplate } from './template'
import { TemplateChooser } from './template-chooser'

type NewTemplateMessageProps = {
  readonly inbox: InboxId
  readonly message: NewMessage
  readonly onChange: (part: Partial<NewMessage>) => void
  readonly onBegun: (answer: EntryWritten) => void
}

/** The first message to a number: nobody wrote yet, so it is a template. */
export function NewTemplateMessage({ inbox, message, onChange, onBegun }: NewTemplateMessageProps) {
  const { t } = useTexts()
  const { user } = useSession()
  const failureText = useFailureText()
  const beginning = useBeginConversation()
  const [wrongNumber, setWrongNumber] = useState<string | null>(null)
  // Whom the gaps are filled in for; asked when the name is written, not at each of its letters.
  const [contact, setContact] = useState(message.name)
  const { template } = message
  const ready = message.number.trim() !== '' && template?.ready === true
  const send = (sendAt: Date | null) => {
    if (!ready || beginning.isPending) return
    setWrongNumber(null)
    beginning.mutate(
      {
        idempotencyKey: message.key,
        request: {
          inbox,
          number: message.number,
          name: message.name,
          template: { name: template.name, language: template.language, values: template.values },
          ...(sendAt !== null && { sendAt: sendAt.toISOString() }),
        },
      },
      {
        onSuccess: (answer) => {
          rememberTemplate(user.id, template.name)
          onBegun(answer)
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          // What was refused was not sent: the next attempt is another one.
          onChange({})
          if (error.body.field === 'number') setWrongNumber(t('newMessage.numberHint'))
        },
      },
    )
  }
  return (
    <>
      <TextField
        label={t('newMessage.number')}
        hint={t('newMessage.numberHint')}
        value={message.number}
        error={wrongNumber}
        onChange={(number) => onChange({ number })}
      />
      <TextField
        label={t('newMessage.customer')}
        hint={t('newMessage.customerHint')}
        value={message.name}
        onChange={(name) => onChange({ name })}
        onLeave={() => setContact(message.name)}
      />
      <TemplateChooser
        place={{ kind: 'inbox', id: inbox, contact }}
        value={template}
        focused={false}
        onSend={() => send(null)}
        onChange={(chosen) => onChange({ template: chosen })}
      />
      {beginning.isError && wrongNumber === null && (
        <p className="writing-failure" role="alert">
          <Icon name="alert-triangle" size={16} />
          {t('newMessage.notSent', { reason: failureText(beginning.error) })}
        </p>
      )}
      <div className="writing-foot">
        <Button look="primary" icon="send" disabled={!ready} pending={beginning.isPending} onPress={() => send(null)}>
          {t('newMessage.send')}
        </Button>
        <ChooseTime
          className="button button-primary button-square"
          label={t('reply.sendLater')}
          disabled={!ready || beginning.isPending}
          latest={null}
          onChoose={send}
        >
          <Icon name="clock" size={16} />
        </ChooseTime>
      </div>
    </>
  )
}
