import { useQuery } from '@tanstack/react-query'
import type { ConversationId, Message } from '../../api/types'
import { isProblem } from '../../api/problem'
import { useTexts } from '../../i18n/texts'
import { fullTime } from '../../i18n/times'
import { Dialog } from '../../ui/dialog'
import { FailureState, Skeleton } from '../../ui/states'
import { messageHistoryQuery } from './api/message-history'
import { MessageFiles } from './message-files'
import { PlainText } from './plain-text'

type HistoryDialogProps = {
  readonly conversation: ConversationId
  readonly message: Message
  readonly open: boolean
  readonly onClose: () => void
}

/** What a message said before it was changed or taken back. */
export function HistoryDialog({ conversation, message, open, onClose }: HistoryDialogProps) {
  const { t, language } = useTexts()
  const history = useQuery({ ...messageHistoryQuery(conversation, message.id), enabled: open })
  return (
    <Dialog title={t('chat.history')} open={open} onClose={onClose}>
      {history.isPending && <Skeleton inline="100%" block="4rem" />}
      {history.isError &&
        (isProblem(history.error, 403) ? (
          <p>{t('chat.historyAdmins')}</p>
        ) : (
          <FailureState error={history.error} onRetry={() => void history.refetch()} />
        ))}
      {history.data !== undefined && (
        <>
          <ol className="chat-history">
            {history.data.versions.map((version) => (
              <li key={`${version.at} ${version.text}`}>
                <time dateTime={version.at}>{fullTime(language, Date.parse(version.at))}</time>
                <PlainText text={version.text} />
              </li>
            ))}
          </ol>
          <MessageFiles files={history.data.files} />
        </>
      )}
    </Dialog>
  )
}
