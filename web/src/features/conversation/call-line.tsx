import type { ChatPart, Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { talkingTime } from '../../i18n/times'
import { callOf, isLost, outcomeText } from '../../ui/call-outcome'
import { Icon } from '../../ui/icon'

/** What came of a call, above what the caller left. */
export function CallLine({ message, parts }: { readonly message: Message; readonly parts: readonly ChatPart[] }) {
  const { t, language } = useTexts()
  const call = callOf(parts)
  if (call === undefined) return null
  const lost = isLost(call.outcome)
  return (
    <div className={lost ? 'call-line call-line-lost' : 'call-line'}>
      <Icon name={lost ? 'phone-missed' : 'phone'} size={16} />
      <strong>{t(outcomeText(message.direction, call.outcome))}</strong>
      {message.direction === 'out' && <span className="chat-soft">{t('calls.out')}</span>}
      {call.talkedSeconds !== null && (
        <span className="chat-soft">{t('call.talked', { duration: talkingTime(language, call.talkedSeconds) })}</span>
      )}
      {call.transcribed && <span className="chat-soft">{t('call.transcribed')}</span>}
    </div>
  )
}
