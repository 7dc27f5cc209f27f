import { lazy, Suspense, useMemo } from 'react'
import { useSession } from '../api/session'
import type { ConversationId, EntryId } from '../api/types'
import { PresenceLine } from '../features/chat/presence-line'
import { showAside, useAside } from '../features/composer/aside'
import { Composer } from '../features/composer/composer'
import { changeDraft, returnWords, showBox } from '../features/composer/drafts'
import { ContactPanel } from '../features/contact/contact-panel'
import { ConversationView } from '../features/conversation/conversation-view'
import { useTexts } from '../i18n/texts'
import { authorName } from '../ui/author-name'

const AsideWindow = lazy(() =>
  import('../features/composer/aside-window').then((module) => ({ default: module.AsideWindow })),
)

type OpenConversationProps = { readonly id: ConversationId; readonly list: string; readonly onBack: () => void }

/** The conversation beside the list, with the boxes to write in and the contact. */
export function OpenConversation({ id, list, onBack }: OpenConversationProps) {
  const { user } = useSession()
  const { t } = useTexts()
  const aside = useAside(id)
  const passOn = useMemo(
    () => ({
      forward: (message: EntryId | null) => showAside(id, { kind: 'forward', message }),
      replyAside: (side: EntryId) => showAside(id, { kind: 'reply', side }),
    }),
    [id],
  )
  return (
    <ConversationView
      id={id}
      onBack={onBack}
      composer={(detail) => (
        <>
          {detail.conversation.channel === 'webchat' && <PresenceLine id={detail.conversation.id} />}
          <Composer detail={detail} />
          {aside !== null && (
            <Suspense>
              <AsideWindow detail={detail} aside={aside} onClose={() => showAside(id, null)} />
            </Suspense>
          )}
        </>
      )}
      passOn={passOn}
      onTakeWords={(detail, words) => {
        const place = { user: user.id, conversation: id, kind: 'reply' as const }
        returnWords(place, words, detail.conversation.version, detail.timeline.at(-1)?.id ?? '')
        showBox(place)
      }}
      onAnswer={(message) => {
        const place = { user: user.id, conversation: id, kind: 'reply' as const }
        changeDraft(place, {
          answers: { entry: message.id, name: authorName(t, message.author), text: message.chat === null || message.chat.words === '' ? message.text : message.chat.words },
        })
        showBox(place)
      }}
      contact={(detail) => <ContactPanel contact={detail.contact} current={id} list={list} />}
    />
  )
}
