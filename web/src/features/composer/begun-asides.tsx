import { useSession } from '../../api/session'
import type { ConversationDetail } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { mailboxName } from '../../ui/mailbox-name'
import { showToast } from '../../ui/toast'
import { type Aside, type AsideDraft, dropAside, keepAside, showAside, useBegunAsides } from './aside'

/** What was begun beside the exchange with the customer and is not sent: to go on with, or to throw away. */
export function BegunAsides({ detail }: { readonly detail: ConversationDetail }) {
  const { t } = useTexts()
  const { user } = useSession()
  const { begun } = useBegunAsides(user.id, detail.conversation.id)
  if (begun.length === 0) return null
  const people = ({ to, cc }: AsideDraft) => [...(to ?? []), ...(cc ?? [])].map(mailboxName).join(', ')
  const title = (aside: Aside, draft: AsideDraft) => {
    if (aside.kind === 'forward') return people(draft) === '' ? t('aside.begunForward') : t('aside.begunForwardTo', { people: people(draft) })
    return t('side.title', { people: detail.sides.find(({ id }) => id === aside.side)?.participants.join(', ') ?? people(draft) })
  }
  const discard = (aside: Aside, draft: AsideDraft) => {
    dropAside(user.id, detail.conversation.id, aside)
    showToast(t('draft.discarded'), { label: t('toast.undo'), run: () => keepAside(user.id, detail.conversation.id, aside, draft) })
  }
  return (
    <ul className="begun-asides" aria-label={t('aside.begun')}>
      {begun.map(({ aside, draft }) => (
        <li key={draft.id} className="begun-aside">
          <Icon name="forward" size={16} />
          <span className="composer-draft">{t('draft.mark')}</span>
          <span className="begun-aside-title">{title(aside, draft)}</span>
          <Button look="link" onPress={() => showAside(detail.conversation.id, aside)}>
            {t('aside.goOn')}
          </Button>
          <IconButton icon="close" label={t('aside.discard', { title: title(aside, draft) })} onPress={() => discard(aside, draft)} />
        </li>
      ))}
    </ul>
  )
}
