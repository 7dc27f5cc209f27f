import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { Checkbox } from '../../ui/form'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useSetQuoting, useSetUndoWindow } from './api/workspace'

const usual = [0, 5, 10, 20, 30, 60] as const

/** For how long every reply waits, so that its author can take it back. Holds for all inboxes. */
export function UndoWindow() {
  const { t } = useTexts()
  const { workspace } = useSession()
  const failureText = useFailureText()
  const set = useSetUndoWindow((error) => showFailure(failureText(error)))
  const choices = [...new Set([...usual, workspace.undoSeconds])].sort((a, b) => a - b)
  return (
    <label className="field inbox-undo">
      <span className="field-label">{t('undo.window')}</span>
      <select
        className="select"
        value={workspace.undoSeconds}
        disabled={set.isPending}
        onChange={(event) =>
          set.mutate(Number(event.target.value), { onSuccess: () => showToast(t('undo.windowSaved')) })
        }
      >
        {choices.map((seconds) => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? t('undo.windowOff') : t('undo.windowSeconds', { seconds })}
          </option>
        ))}
      </select>
      <span className="field-hint">{t('undo.windowHint')}</span>
    </label>
  )
}

/** Whether replies quote what they answer, where their author says nothing else. */
export function Quoting() {
  const { t } = useTexts()
  const { workspace } = useSession()
  const failureText = useFailureText()
  const set = useSetQuoting((error) => showFailure(failureText(error)))
  return (
    <div className="field inbox-undo">
      <Checkbox
        selected={workspace.quotes}
        disabled={set.isPending}
        onChange={(quotes) => set.mutate(quotes, { onSuccess: () => showToast(t('quoting.saved')) })}
      >
        {t('quoting.label')}
      </Checkbox>
      <span className="field-hint">{t('quoting.hint')}</span>
    </div>
  )
}
