import type { ReactNode } from 'react'
import type { Message, Row } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { useFailureText } from '../../ui/states'
import { showFailure } from '../../ui/toast'
import { useRetryMessage } from './api/retry-message'
import { DeliveryFailure } from './delivery-status'

/** A reaction of ours stands on its message; only one that did not get through has a line of its own. */
export function ReactionLine({ message, row }: { readonly message: Message; readonly row: Row }) {
  const { t, rich } = useTexts()
  const failureText = useFailureText()
  const retry = useRetryMessage(row.id, (error) => showFailure(failureText(error)))
  const { status, chat } = message
  if (status === null || !chat?.reaction || (status.state !== 'failed' && status.reason === null)) return null
  return (
    <div className="automatic">
      <p className="event">
        <Icon name="alert-triangle" size={15} />
        <span>
          {chat.reaction.emoji === null
            ? t('chat.reactionRemoved')
            : rich('chat.reacted', {
                who: message.author.name,
                emoji: chat.reaction.emoji,
                strong: (parts: ReactNode[]) => <strong>{parts}</strong>,
              })}
        </span>
      </p>
      <DeliveryFailure
        status={status}
        channel={row.channel}
        retrying={retry.isPending}
        onRetry={() => retry.mutate({ message: message.id, attempt: status.attempt })}
      />
    </div>
  )
}
