import './command-palette.css'
import { type CommandGroup, useAvailableCommands } from '../../commands/commands'
import { KeyCaps } from '../../commands/key-caps'
import { useTexts } from '../../i18n/texts'
import { setPreferences, usePreferences } from '../../preferences/preferences'
import { Dialog } from '../../ui/dialog'
import { Switch } from '../../ui/form'

const groups: readonly CommandGroup[] = ['list', 'conversation', 'navigation', 'app']

type ShortcutSheetProps = { readonly open: boolean; readonly onClose: () => void }

/** Every shortcut that works now, and the way to switch the single keys off. */
export function ShortcutSheet({ open, onClose }: ShortcutSheetProps) {
  const { t } = useTexts()
  const { shortcuts } = usePreferences()
  const commands = useAvailableCommands()
  const writing = [
    { title: t('shortcuts.sendReply'), keys: 'mod+enter' },
    { title: t('shortcuts.saveNote'), keys: 'mod+shift+enter' },
    { title: t('shortcuts.leaveEditor'), keys: 'Escape' },
  ]
  return (
    <Dialog title={t('shortcuts.title')} open={open} onClose={onClose} wide>
      <div className="shortcuts">
        {groups.map((group) => {
          const shown = commands.filter((command) => command.group === group && command.keys !== undefined)
          if (shown.length === 0) return null
          return (
            <section key={group}>
              <h3>{t(`palette.group.${group}`)}</h3>
              <dl>
                {shown.map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      <KeyCaps keys={command.keys ?? ''} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
        <section>
          <h3>{t('shortcuts.writing')}</h3>
          <dl>
            {writing.map((each) => (
              <div key={each.keys}>
                <dt>{each.title}</dt>
                <dd>
                  <KeyCaps keys={each.keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <div className="shortcuts-switch">
        <Switch selected={shortcuts} onChange={(on) => setPreferences({ shortcuts: on })}>
          {t('shortcuts.singleKeys')}
        </Switch>
      </div>
    </Dialog>
  )
}
