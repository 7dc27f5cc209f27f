import './composer.css'
import { lazy, Suspense, useCallback, useEffect, useMemo } from 'react'
import { Button } from 'react-aria-components'
import { useSession } from '../../api/session'
import type { ConversationDetail } from '../../api/types'
import { type Command, useCommands } from '../../commands/commands'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { isMail, isSpoken } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { useTellSeen } from './api/seen'
import { showAside } from './aside'
import { BegunAsides } from './begun-asides'
import { closeBox, type DraftKind, isBegun, showBox, useDraft, useFocusRequests, useOpenBox } from './drafts'
import { useKeptDraft } from './draft-sync'
import { NoteBox } from './note-box'
import { ReplyBox } from './reply-box'
import { expectWriting } from './writing-field'

const CallBack = lazy(() => import('./call-back').then((module) => ({ default: module.CallBack })))

/** Two boxes to write in, one at a time: to the customer, or to the team. */
export function Composer({ detail }: { readonly detail: ConversationDetail }) {
  const { t } = useTexts()
  const { user } = useSession()
  const id = detail.conversation.id
  const mail = isMail(detail.conversation.channel)
  const spoken = isSpoken(detail.conversation.channel)
  const openBoxes = useOpenBox(user.id, id)
  const open = spoken && openBoxes === 'reply' ? null : openBoxes
  const focusRequests = useFocusRequests(user.id, id)
  const reply = useDraft(user.id, id, 'reply')
  const note = useDraft(user.id, id, 'note')
  const shared = {
    reply: useKeptDraft({ user: user.id, conversation: id, kind: 'reply' }, reply),
    note: useKeptDraft({ user: user.id, conversation: id, kind: 'note' }, note),
  }
  useTellSeen(detail)
  useEffect(expectWriting, [])
  const openBox = useCallback((kind: DraftKind) => showBox({ user: user.id, conversation: id, kind }), [user.id, id])
  const close = (kind: DraftKind) => {
    // Another box that was opened meanwhile stays.
    if (closeBox({ user: user.id, conversation: id, kind })) document.querySelector<HTMLElement>('.timeline')?.focus()
  }
  const commands = useMemo<Command[]>(
    () => [
      ...(spoken
        ? []
        : [{ id: 'reply', group: 'conversation' as const, keys: 'r', title: t('command.reply'), run: () => openBox('reply') }]),
      ...(mail
        ? [
            {
              id: 'forward',
              group: 'conversation' as const,
              keys: 'f',
              title: t('command.forward'),
              run: () => showAside(id, { kind: 'forward', message: null }),
            },
          ]
        : []),
      { id: 'note', group: 'conversation', keys: 'n', title: t('command.note'), run: () => openBox('note') },
    ],
    [openBox, t, mail, spoken, id],
  )
  useCommands(commands)
  return (
    <div className={`composer composer-${open ?? 'closed'}`}>
      {mail && <BegunAsides detail={detail} />}
      <div className="composer-choice" role="group" aria-label={t('composer.label')}>
        {!spoken && (
          <Button
            className="composer-tab composer-tab-reply"
            aria-expanded={open === 'reply'}
            onPress={() => (open === 'reply' ? close('reply') : openBox('reply'))}
          >
            <Icon name="reply" size={16} />
            {t('composer.reply')}
            {isBegun(reply) && <span className="composer-draft">{t('draft.mark')}</span>}
          </Button>
        )}
        <Button
          className="composer-tab composer-tab-note"
          aria-expanded={open === 'note'}
          onPress={() => (open === 'note' ? close('note') : openBox('note'))}
        >
          <Icon name="lock" size={16} />
          {t('composer.note')}
          {isBegun(note) && <span className="composer-draft">{t('draft.mark')}</span>}
        </Button>
        {spoken && (
          <Suspense>
            <CallBack detail={detail} />
          </Suspense>
        )}
        {mail && (
          <Button
            className="composer-tab composer-tab-forward"
            onPress={() => showAside(id, { kind: 'forward', message: null })}
          >
            <Icon name="forward" size={16} />
            <span className="composer-tab-word">{t('composer.forward')}</span>
          </Button>
        )}
        {open !== null && (
          <span className="composer-fold">
            <IconButton icon="chevron-down" label={t('composer.close')} onPress={() => close(open)} />
          </span>
        )}
      </div>
      {open === 'reply' && <ReplyBox key={`reply ${id}`} detail={detail} shared={shared.reply} focusRequests={focusRequests} onClose={() => close('reply')} />}
      {open === 'note' && <NoteBox key={`note ${id}`} detail={detail} shared={shared.note} focusRequests={focusRequests} onClose={() => close('note')} />}
    </div>
  )
}
