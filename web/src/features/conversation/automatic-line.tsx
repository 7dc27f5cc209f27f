import { type ReactNode, useState } from 'react'
import type { Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { ClockTime } from '../../ui/time'
import { DeliveryState } from './delivery-status'

const echoes = ['bounce', 'delayed', 'delivered', 'complaint', 'read-receipt', 'auto-reply'] as const
type Echo = (typeof echoes)[number] | 'acknowledgement'

/**
 * What a machine wrote, if one did: shown as a line, for nobody has to read it. An acknowledgement of ours that did not
 * arrive is shown whole, with what went wrong.
 */
export function echoOf(message: Message): Echo | null {
  if (message.direction === 'out') {
    return message.author.kind === 'system' && message.status?.state !== 'failed' ? 'acknowledgement' : null
  }
  return echoes.find((echo) => echo === message.automatic) ?? null
}

type AutomaticLineProps = {
  readonly echo: Echo
  readonly message: Message
  /** The whole message, for who wants to read it after all. */
  readonly children: ReactNode
}

/** A bounce, a receipt or an out-of-office note in one line; the message itself on demand. */
export function AutomaticLine({ echo, message, children }: AutomaticLineProps) {
  const { t, rich } = useTexts()
  const [open, setOpen] = useState(false)
  const subject = message.mail?.subject ?? ''
  const words = firstWords(subject === '' || echo === 'acknowledgement' ? message.text : subject)
  return (
    <div className="automatic">
      <p className="event">
        <Icon name={echo === 'bounce' || echo === 'complaint' ? 'alert-triangle' : 'mail'} size={15} />
        <span>
          {rich(`automatic.${echo}`, { words, strong: (parts: ReactNode[]) => <strong>{parts}</strong> })} ·{' '}
          <ClockTime at={message.at} />
        </span>
        {message.status !== null && <DeliveryState status={message.status} />}
        <IconButton
          icon={open ? 'chevron-down' : 'chevron-right'}
          label={t(open ? 'automatic.hide' : 'automatic.show')}
          expanded={open}
          onPress={() => setOpen(!open)}
        />
      </p>
      {open && children}
    </div>
  )
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`
}
