import './conversation.css'
import { useTexts } from '../../i18n/texts'
import { Skeleton } from '../../ui/states'

/** Stands where a conversation will be while it, or the code that shows it, is on its way. */
export function ConversationSkeleton() {
  const { t } = useTexts()
  return (
    <div className="conversation">
      <div className="conversation-main" role="status">
        <span className="visually-hidden">{t('conversation.loading')}</span>
        <div className="conversation-head">
          <div className="conversation-title">
            <Skeleton inline="50%" block="1.4rem" />
          </div>
          <Skeleton inline="30%" block="1.1rem" />
          <Skeleton inline="40%" block="2rem" />
        </div>
        <div className="timeline">
          <div className="timeline-entries">
            <Skeleton inline="100%" block="9rem" />
            <Skeleton inline="100%" block="6rem" />
          </div>
        </div>
      </div>
    </div>
  )
}
