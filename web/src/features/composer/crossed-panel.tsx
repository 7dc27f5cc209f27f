import { useEffect, useRef } from 'react'
import type { Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { authorName } from '../../ui/author-name'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { ClockTime } from '../../ui/time'

export type CrossedBy = { readonly name: string; readonly at: string }

type CrossedPanelProps = {
  readonly by: readonly CrossedBy[]
  readonly messages: readonly Message[]
  readonly sending: boolean
  readonly onSendAnyway: () => void
  readonly onKeepWriting: () => void
}

/** Stops a reply that somebody else's message has overtaken, and shows that message. */
export function CrossedPanel({ by, messages, sending, onSendAnyway, onKeepWriting }: CrossedPanelProps) {
  const { t } = useTexts()
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    panel.current?.focus()
  }, [])
  return (
    <div ref={panel} className="crossed" role="alertdialog" aria-labelledby="crossed-title" tabIndex={-1}>
      <div className="crossed-head">
        <Icon name="alert-triangle" />
        <div>
          <h3 id="crossed-title">{t('crossed.title')}</h3>
          <p>{t('crossed.text')}</p>
        </div>
      </div>
      <ul className="crossed-list">
        {by.map((who, index) => (
          // Two people may write within the same second: the position is what tells them apart.
          <li key={index}>
            <strong>{who.name}</strong> · <ClockTime at={who.at} />
          </li>
        ))}
      </ul>
      {messages.map((message) => (
        <blockquote key={message.id} className="crossed-message">
          <strong>{authorName(t, message.author)}:</strong> {message.text}
        </blockquote>
      ))}
      <div className="crossed-foot">
        <Button look="plain" onPress={onKeepWriting}>
          {t('crossed.keepWriting')}
        </Button>
        <Button look="danger" icon="send" pending={sending} onPress={onSendAnyway}>
          {t('crossed.sendAnyway')}
        </Button>
      </div>
    </div>
  )
}
