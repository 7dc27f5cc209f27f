import { useState } from 'react'
import { Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { EntryWritten, InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { TextField } from '../../ui/form'
import { useBeginConversation } from './api/begin'
import type { NewMessage } from './new-message'
import { NewMessageFoot } from './new-message-foot'
import { leavingTemplate, rememberTemplate } from './template'
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
          ...leavingTemplate(template),
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
      <NewMessageFoot
        failure={wrongNumber === null ? beginning.error : null}
        ready={ready}
        sending={beginning.isPending}
        onSend={send}
      />
    </>
  )
}
