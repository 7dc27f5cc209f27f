import type { KeptDraft } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { momentName } from '../../i18n/times'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { wordsIn } from './drafts'

type DraftConflictProps = {
  readonly other: KeptDraft
  readonly onChoose: (ours: boolean) => void
}

/** The same draft was written on another device too: both are kept until one is chosen. */
export function DraftConflict({ other, onChoose }: DraftConflictProps) {
  const { t, language } = useTexts()
  return (
    <div className="draft-conflict" role="alertdialog" aria-label={t('draft.conflict')}>
      <p className="crossed-head">
        <Icon name="alert-triangle" size={16} />
        <span>{t('draft.conflictText', { when: momentName(language, Date.parse(other.at)) })}</span>
      </p>
      <blockquote className="crossed-message">{wordsIn(other.content).text || t('draft.conflictEmpty')}</blockquote>
      <div className="crossed-foot">
        <Button onPress={() => onChoose(false)}>{t('draft.useOther')}</Button>
        <Button look="primary" onPress={() => onChoose(true)}>
          {t('draft.keepThis')}
        </Button>
      </div>
    </div>
  )
}
