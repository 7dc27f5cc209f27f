import { KeyCaps } from '../../commands/key-caps'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { AttachButton } from './attachments'

type SendBarProps = {
  /** Whether anything is written. */
  readonly begun: boolean
  /** Whether something else than the words stands in the way. */
  readonly blocked: boolean
  readonly sending: boolean
  /** Why the last attempt did not work; null when it did, or there was none. */
  readonly failure: string | null
  /** Takes files along; absent where the channel carries none. */
  readonly onFiles?: (files: Iterable<File>) => void
  readonly onSend: (close: boolean) => void
}

/** The foot of the reply box: what went wrong, what goes along, and the ways out. */
export function SendBar({ begun, blocked, sending, failure, onFiles, onSend }: SendBarProps) {
  const { t } = useTexts()
  return (
    <>
      {failure !== null && (
        <p className="writing-failure" role="alert">
          <Icon name="alert-triangle" size={16} />
          {t('reply.notSent', { reason: failure })}
        </p>
      )}
      <div className="writing-foot">
        {onFiles && <AttachButton onFiles={onFiles} />}
        <span className="writing-kept">{begun && t('draft.kept')}</span>
        <Button look="quiet" disabled={!begun || blocked || sending} onPress={() => onSend(true)}>
          {t('reply.sendAndClose')}
        </Button>
        <Button look="primary" icon="send" disabled={!begun || blocked} pending={sending} onPress={() => onSend(false)}>
          {sending ? t('reply.sending') : t('reply.send')}
          <KeyCaps keys="mod+enter" />
        </Button>
      </div>
    </>
  )
}
