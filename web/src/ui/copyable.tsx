import './copyable.css'
import { useTexts } from '../i18n/texts'
import { IconButton } from './button'
import { showFailure, showToast } from './toast'

type CopyableProps = {
  /** What it is, for the name of the button. */
  readonly label: string
  readonly text: string
}

/** A text that goes elsewhere letter by letter, with the button that takes it along. */
export function Copyable({ label, text }: CopyableProps) {
  const { t } = useTexts()
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => showToast(t('toast.copied', { text: label })),
      () => showFailure(t('copy.failed')),
    )
  return (
    <span className="copyable">
      <code>{text}</code>
      <IconButton icon="copy" label={t('copy.copy', { label })} onPress={() => void copy()} />
    </span>
  )
}
