import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConversationId, Message, MessageFile, Note } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { messageBodyQuery } from './api/message-body'
import { MailFrame } from './mail-frame'
import { PlainText } from './plain-text'

type EntryBodyProps = {
  readonly entry: Message | Note
  readonly conversation: ConversationId
  readonly files: readonly MessageFile[]
  /** What the frame around rich text is called. */
  readonly title: string
  /** Whether pictures from the internet may be loaded without asking. */
  readonly trusted: boolean
  /** Whether quoted history and signature are folded away: not where a mail was passed on, which is the point of it. */
  readonly folded?: boolean
}

/** What was written; of a long text the beginning, with a button for the rest. */
export function EntryBody({ entry, conversation, files, title, trusted, folded = true }: EntryBodyProps) {
  const { t } = useTexts()
  const [whole, setWhole] = useState(false)
  const rest = useQuery({ ...messageBodyQuery(conversation, entry.id), enabled: whole && !entry.whole })
  const body = rest.data ?? entry
  return (
    <div className="entry-body">
      {body.html !== null ? (
        <MailFrame html={body.html} files={files} title={title} trusted={trusted} folded={folded} />
      ) : (
        <PlainText text={body.text} />
      )}
      {!entry.whole && rest.data === undefined && (
        <Button look="link" pending={rest.isFetching} onPress={() => (whole ? void rest.refetch() : setWhole(true))}>
          {rest.isError ? t('message.wholeFailed') : t('message.showWhole')}
        </Button>
      )}
    </div>
  )
}
