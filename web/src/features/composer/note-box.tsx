import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import { Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { ConversationDetail } from '../../api/types'
import { KeyCaps } from '../../commands/key-caps'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useFailureText } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { useSaveNote } from './api/note'
import { changeDraft, isBegun, readDraft, useDraft } from './drafts'
import { DraftConflict } from './draft-conflict'
import { type DraftCare, forgetDraft, settleDraft } from './draft-sync'
import { WritingField } from './writing-field'

type NoteBoxProps = {
  readonly detail: ConversationDetail
  readonly shared: DraftCare
  readonly focusRequests: number
  readonly onClose: () => void
}

/** Where the team writes to itself. Nothing in here knows how to reach a customer. */
export function NoteBox({ detail, shared, focusRequests, onClose }: NoteBoxProps) {
  const { t } = useTexts()
  const client = useQueryClient()
  const { user } = useSession()
  const conversation = detail.conversation.id
  const place = { user: user.id, conversation, kind: 'note' as const }
  const draft = useDraft(user.id, conversation, 'note')
  const failureText = useFailureText()
  const saving = useSaveNote(conversation)
  const [failure, setFailure] = useState<string | null>(null)
  const [taken, setTaken] = useState(0)

  const save = async () => {
    if (saving.isPending || shared.other !== null) return
    const idempotencyKey = readDraft(place).key ?? newIdempotencyKey()
    changeDraft(place, { key: idempotencyKey })
    setFailure(null)
    const kept = await settleDraft(place)
    try {
      await saving.mutateAsync({ html: draft.html, text: draft.text, draft: kept, idempotencyKey })
      await forgetDraft(client, place)
      setTaken((count) => count + 1)
      onClose()
      showToast(t('note.saved'))
    } catch (error) {
      if (error instanceof Problem) changeDraft(place, { key: null })
      setFailure(failureText(error))
    }
  }

  return (
    <section className="writing note-box" aria-label={t('note.label')}>
      <div className="writing-sign">
        <Icon name="lock" size={16} />
        <span id="note-sign">{t('note.onlyTeam')}</span>
      </div>
      {shared.other !== null && <DraftConflict other={shared.other} onChoose={shared.choose} />}
      <WritingField
        label={t('note.editor')}
        placeholder={t('note.placeholder')}
        describedBy="note-sign"
        html={draft.html}
        revision={taken + focusRequests + draft.edition}
        focused={focusRequests > 0}
        rich
        onChange={(html, text) => changeDraft(place, { html, text })}
        onEnter={(shift) => {
          if (!shift || !isBegun(draft)) return false
          void save()
          return true
        }}
        onEscape={onClose}
      />
      {failure !== null && (
        <p className="writing-failure" role="alert">
          <Icon name="alert-triangle" size={16} />
          {t('note.notSaved', { reason: failure })}
        </p>
      )}
      <div className="writing-foot">
        <span className="writing-kept">{isBegun(draft) && t(`draft.${shared.safety}`)}</span>
        <Button look="note" icon="lock" disabled={!isBegun(draft)} pending={saving.isPending} onPress={() => void save()}>
          {saving.isPending ? t('note.saving') : t('note.save')}
          <KeyCaps keys="mod+shift+enter" />
        </Button>
      </div>
    </section>
  )
}
