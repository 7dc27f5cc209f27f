import './conversation.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { conversationQuery } from '../../api/conversation'
import type { ConversationDetail, ConversationId, EntryId, Message, TakenBack } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { setPreferences, usePreferences } from '../../preferences/preferences'
import { Dialog } from '../../ui/dialog'
import { useMediaQuery } from '../../ui/media-query'
import { FailureState } from '../../ui/states'
import { AnswerContext } from './message-actions'
import { ConversationHeader } from './conversation-header'
import { ConversationSkeleton } from './conversation-skeleton'
import { MergedNotice, MergeSuggestion, offeredMerge } from './merging'
import { type PassOn, PassOnContext } from './pass-on'
import { RelatedLinks } from './related-links'
import { Timeline } from './timeline'
import { TakeWordsContext } from './waiting-reply'

type ConversationViewProps = {
  readonly id: ConversationId
  readonly onBack: () => void
  readonly composer: (detail: ConversationDetail) => ReactNode
  readonly contact: (detail: ConversationDetail) => ReactNode
  readonly passOn: PassOn
  /** Takes the words of a reply that its author took back. */
  readonly onTakeWords: (detail: ConversationDetail, words: TakenBack, message: EntryId) => void
  /** Lets the reply say that it answers one message. */
  readonly onAnswer?: (message: Message) => void
}

/** One conversation: its head, its timeline, the boxes to write in, and who the contact is. */
export function ConversationView({ id, onBack, composer, contact, passOn, onTakeWords, onAnswer }: ConversationViewProps) {
  const { t } = useTexts()
  const client = useQueryClient()
  const { contactPanel } = usePreferences()
  const hasRoom = useMediaQuery('(min-width: 80rem)')
  const [asked, setAsked] = useState(false)
  const query = useQuery(conversationQuery(client, id))
  if (query.isPending) return <ConversationSkeleton />
  if (query.data === undefined) {
    return <FailureState error={query.error} onRetry={() => void query.refetch()} />
  }
  const detail = query.data
  const beside = hasRoom && contactPanel
  const toggle = () => {
    if (hasRoom) setPreferences({ contactPanel: !contactPanel })
    else setAsked(true)
  }
  return (
    <div className={beside ? 'conversation conversation-with-contact' : 'conversation'}>
      <section className="conversation-main" aria-labelledby="conversation-title">
        <ConversationHeader row={detail.conversation} onBack={onBack} contactShown={beside} onToggleContact={toggle} />
        <MergedNotice detail={detail} />
        <MergeSuggestion detail={detail} />
        <RelatedLinks related={detail.related.filter((one) => one !== offeredMerge(detail))} />
        <TakeWordsContext value={(words, message) => onTakeWords(detail, words, message)}>
          <PassOnContext value={passOn}>
            <AnswerContext value={onAnswer ?? null}>
              <Timeline detail={detail} />
            </AnswerContext>
          </PassOnContext>
        </TakeWordsContext>
        {detail.merged === null && composer(detail)}
      </section>
      {beside && (
        <aside className="conversation-contact" aria-label={t('contact.label')}>
          {contact(detail)}
        </aside>
      )}
      <Dialog title={t('contact.label')} open={asked && !hasRoom} onClose={() => setAsked(false)}>
        {contact(detail)}
      </Dialog>
    </div>
  )
}
