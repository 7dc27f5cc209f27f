import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import type { Answering } from '../../api/types'

/** The message that the reply answers by name, with a way to answer none. */
export function AnsweringLine({ answers, onRemove }: { readonly answers: Answering; readonly onRemove: () => void }) {
  const { t } = useTexts()
  return (
    <p className="answering" role="status">
      <span className="answering-words">{t('chat.answering', { name: answers.name, words: firstWords(answers.text) })}</span>
      <IconButton icon="close" label={t('chat.answerNone')} onPress={onRemove} />
    </p>
  )
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`
}
