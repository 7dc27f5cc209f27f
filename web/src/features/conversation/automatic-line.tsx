import { type ReactNode, useState } from 'react'
import type { Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { ClockTime } from '../../ui/time'

const echoes = ['bounce', 'delayed', 'delivered', 'complaint', 'read-receipt', 'auto-reply'] as const
type Echo = (typeof echoes)[number]

/** What a machine answered, if one did: shown as a line, for nobody has to read it. */
export function echoOf(message: Message): Echo | null {
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
  const words = firstWords(message.mail?.subject === '' ? message.text : (message.mail?.subject ?? message.text))
  return (
    <div className="automatic">
      <p className="event">
        <Icon name={echo === 'bounce' || echo === 'complaint' ? 'alert-triangle' : 'mail'} size={15} />
        <span>
          {rich(`automatic.${echo}`, { words, strong: (parts: ReactNode[]) => <strong>{parts}</strong> })} ·{' '}
          <ClockTime at={message.at} />
        </span>
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
