import type { ReactNode } from 'react'
import type { ChatPart, Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { ClockTime } from '../../ui/time'

type Notice = Extract<ChatPart, { part: 'notice' }>

/** What a channel says by itself, if it does in this message. */
export function noticeOf(message: Message): Notice | null {
  return message.chat?.parts.find((part): part is Notice => part.part === 'notice') ?? null
}

/** A changed number, an opened chat: one line, for nobody wrote it. */
export function NoticeLine({ notice, message }: { readonly notice: Notice; readonly message: Message }) {
  const { rich } = useTexts()
  const strong = (parts: ReactNode[]) => <strong>{parts}</strong>
  const who = message.author.name
  const what =
    notice.what === 'changed' && notice.becomes !== null
      ? rich('notice.becomes', { who, identity: notice.becomes.value, strong })
      : notice.what === 'opened' || notice.what === 'allowed' || notice.what === 'stopped'
        ? rich(`notice.${notice.what}`, { who, strong })
        : notice.words
  return (
    <p className="event" id={`entry-${message.id}`}>
      <Icon name={notice.what === 'stopped' ? 'alert-triangle' : 'info'} size={15} />
      <span>
        {what} · <ClockTime at={message.at} />
      </span>
    </p>
  )
}
