import { KeyCaps } from '../../commands/key-caps'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { ChooseTime } from '../../ui/choose-time'
import { Icon } from '../../ui/icon'
import { AttachButton } from './attachments'
import type { Safety } from './draft-sync'

/** How a reply is to be sent. */
export type Wish = {
  readonly close?: boolean
  /** Although somebody wrote in between. */
  readonly onTopOfAll?: boolean
  /** Null for now. */
  readonly sendAt?: Date | null
}

type SendBarProps = {
  /** Where what is written is safe; null while nothing is. */
  readonly safety: Safety | null
  /** Whether something else than the words stands in the way. */
  readonly blocked: boolean
  readonly sending: boolean
  /** Why the last attempt did not work; null when it did, or there was none. */
  readonly failure: string | null
  /** Takes files along; absent where the channel carries none. */
  readonly onFiles?: (files: Iterable<File>) => void
  /** Which files may go along, in a sentence; absent where any may. */
  readonly fileLimits?: string | undefined
  /** Changes between a template and free words; absent where there is no choice. */
  readonly template?: { readonly chosen: boolean; readonly onPress: () => void }
  /** When the channel stops taking free text, in milliseconds; null for never. */
  readonly latest: number | null
  readonly onSend: (wish: Wish) => void
}

/** The foot of the reply box: what went wrong, what goes along, and the ways out. */
export function SendBar({ safety, blocked, sending, failure, onFiles, fileLimits, template, latest, onSend }: SendBarProps) {
  const { t } = useTexts()
  const begun = safety !== null
  return (
    <>
      {failure !== null && (
        <p className="writing-failure" role="alert">
          <Icon name="alert-triangle" size={16} />
          {t('reply.notSent', { reason: failure })}
        </p>
      )}
      <div className="writing-foot">
        {onFiles && <AttachButton onFiles={onFiles} limits={fileLimits} />}
        {template && (
          <Button look="quiet" icon={template.chosen ? 'arrow-left' : 'note'} onPress={template.onPress}>
            {t(template.chosen ? 'template.back' : 'template.send')}
          </Button>
        )}
        <span className="writing-kept">{safety !== null && t(`draft.${safety}`)}</span>
        <Button look="quiet" disabled={!begun || blocked || sending} onPress={() => onSend({ close: true })}>
          {t('reply.sendAndClose')}
        </Button>
        <Button look="primary" icon="send" disabled={!begun || blocked} pending={sending} onPress={() => onSend({})}>
          {sending ? t('reply.sending') : t('reply.send')}
          <KeyCaps keys="mod+enter" />
        </Button>
        <ChooseTime
          className="button button-primary button-square"
          label={t('reply.sendLater')}
          disabled={!begun || blocked || sending}
          latest={latest}
          onChoose={(sendAt) => onSend({ sendAt })}
        >
          <Icon name="clock" size={16} />
        </ChooseTime>
      </div>
    </>
  )
}
