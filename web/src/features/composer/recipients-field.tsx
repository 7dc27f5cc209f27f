import { useId, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Mailbox } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { mailboxName } from '../../ui/mailbox-name'
import { readMailbox, withMailboxes } from './recipients'

type RecipientsFieldProps = {
  readonly label: string
  readonly value: readonly Mailbox[]
  readonly onChange: (value: readonly Mailbox[]) => void
  readonly hint?: string
  readonly focused?: boolean
}

/** Who a mail goes to: addresses one can take out and add to. */
export function RecipientsField({ label, value, onChange, hint, focused = false }: RecipientsFieldProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const input = useId()
  const add = () => {
    const parts = text.split(/[,;]/).filter((part) => part.trim() !== '')
    const read = parts.map(readMailbox)
    const good = read.filter((mailbox) => mailbox !== null)
    if (good.length > 0) onChange(withMailboxes(value, good))
    const bad = parts.filter((_, index) => read[index] === null)
    setText(bad.join(', '))
    setWrong(bad.length > 0)
  }
  return (
    <div className="recipients">
      <label htmlFor={input}>{label}</label>
      <ul className="recipients-list" aria-label={label}>
        {value.map((mailbox) => (
          <li key={mailbox.address} className="recipient" title={mailbox.address}>
            <span>{mailboxName(mailbox)}</span>
            <Button
              aria-label={t('reply.removeReceiver', { address: mailbox.address })}
              onPress={() => onChange(value.filter((each) => each !== mailbox))}
            >
              <Icon name="close" size={13} />
            </Button>
          </li>
        ))}
      </ul>
      <input
        id={input}
        className="recipients-input"
        type="text"
        inputMode="email"
        autoComplete="off"
        value={text}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${input}-wrong` : hint === undefined ? undefined : `${input}-hint`}
        autoFocus={focused}
        onChange={(event) => {
          setText(event.target.value)
          setWrong(false)
        }}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
            event.preventDefault()
            add()
          } else if (event.key === 'Backspace' && text === '' && value.length > 0) {
            onChange(value.slice(0, -1))
          }
        }}
      />
      {hint !== undefined && (
        <span id={`${input}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {wrong && (
        <span id={`${input}-wrong`} className="field-error" role="alert">
          {t('reply.wrongAddress')}
        </span>
      )}
    </div>
  )
}
