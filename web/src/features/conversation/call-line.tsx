import type { ChatPart } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { talkingTime } from '../../i18n/times'
import { Icon } from '../../ui/icon'

type Call = Extract<ChatPart, { part: 'call' }>

/** What came of a call, above what the caller left. */
export function CallLine({ parts }: { readonly parts: readonly ChatPart[] }) {
  const { t, language } = useTexts()
  const call = parts.find((part): part is Call => part.part === 'call')
  if (call === undefined) return null
  const lost = call.outcome === 'missed' || call.outcome === 'voicemail'
  return (
    <div className={lost ? 'call-line call-line-lost' : 'call-line'}>
      <Icon name={lost ? 'phone-missed' : 'phone'} size={16} />
      <strong>{t(`call.${call.outcome}`)}</strong>
      {call.talkedSeconds !== null && (
        <span className="chat-soft">{t('call.talked', { duration: talkingTime(language, call.talkedSeconds) })}</span>
      )}
      {call.transcribed && <span className="chat-soft">{t('call.transcribed')}</span>}
    </div>
  )
}
