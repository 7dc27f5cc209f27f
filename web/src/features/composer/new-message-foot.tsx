import type { ReactNode } from 'react'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { ChooseTime } from '../../ui/choose-time'
import { Icon } from '../../ui/icon'
import { useFailureText } from '../../ui/states'

type NewMessageFootProps = {
  /** Why the last attempt did not work; null when it did, or there was none, or it is said elsewhere. */
  readonly failure: Error | null
  readonly ready: boolean
  readonly sending: boolean
  /** Sends it; null for now. */
  readonly onSend: (sendAt: Date | null) => void
  /** What else stands before the ways out. */
  readonly children?: ReactNode
}

/** The foot of a first message: what went wrong, and the ways out. */
export function NewMessageFoot({ failure, ready, sending, onSend, children }: NewMessageFootProps) {
  const { t } = useTexts()
  const failureText = useFailureText()
  return (
    <>
      {failure !== null && (
        <p className="writing-failure" role="alert">
          <Icon name="alert-triangle" size={16} />
          {t('newMessage.notSent', { reason: failureText(failure) })}
        </p>
      )}
      <div className="writing-foot">
        {children}
        <Button look="primary" icon="send" disabled={!ready} pending={sending} onPress={() => onSend(null)}>
          {t('newMessage.send')}
        </Button>
        <ChooseTime
          className="button button-primary button-square"
          label={t('reply.sendLater')}
          disabled={!ready || sending}
          latest={null}
          onChoose={onSend}
        >
          <Icon name="clock" size={16} />
        </ChooseTime>
      </div>
    </>
  )
}
