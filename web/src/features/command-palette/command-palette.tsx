import './command-palette.css'
import '../../ui/overlay.css'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { knownRows } from '../../api/conversation-cache'
import { type CommandGroup, useAvailableCommands } from '../../commands/commands'
import { KeyCaps } from '../../commands/key-caps'
import { useTexts } from '../../i18n/texts'
import { channelIcon } from '../../ui/channel'
import { Icon } from '../../ui/icon'

const groups: readonly CommandGroup[] = ['conversation', 'navigation', 'list', 'app']
const shownConversations = 30

type CommandPaletteProps = { readonly open: boolean; readonly onClose: () => void }

/** Everything one can do now, and the conversations at hand, found by typing. */
export function CommandPalette({ open, onClose }: CommandPaletteProps) {
  const { t } = useTexts()
  const { contains } = useFilter({ sensitivity: 'base' })
  const commands = useAvailableCommands().filter((command) => command.palette !== false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const rows = open ? knownRows(client).slice(0, shownConversations) : []
  /** The window closes first, so that what the command opens gets the focus. */
  const runAfterClosing = (run: () => void) => {
    onClose()
    setTimeout(run)
  }
  return (
    <ModalOverlay
      className="modal-scrim"
      isOpen={open}
      isDismissable
      onOpenChange={(now) => {
        if (!now) onClose()
      }}
    >
      <Modal className="modal">
        <Dialog className="palette" aria-label={t('palette.label')}>
          <Autocomplete filter={contains}>
            <SearchField className="menu-search" aria-label={t('palette.search')} autoFocus>
              <Icon name="search" />
              <Input placeholder={t('palette.search')} />
            </SearchField>
            <Menu
              className="menu"
              aria-label={t('palette.label')}
              renderEmptyState={() => <p className="menu-empty">{t('palette.nothing')}</p>}
            >
              {groups.map((group) => {
                const inGroup = commands.filter((command) => command.group === group)
                if (inGroup.length === 0) return null
                return (
                  <MenuSection key={group} id={group}>
                    <Header className="menu-heading">{t(`palette.group.${group}`)}</Header>
                    {inGroup.map((command) => (
                      <MenuItem
                        key={command.id}
                        id={command.id}
                        className="menu-item"
                        textValue={command.title}
                        onAction={() => runAfterClosing(command.run)}
                      >
                        <span className="menu-item-text">{command.title}</span>
                        {command.keys !== undefined && <KeyCaps keys={command.keys} />}
                      </MenuItem>
                    ))}
                  </MenuSection>
                )
              })}
              {rows.length > 0 && (
                <MenuSection id="conversations">
                  <Header className="menu-heading">{t('palette.group.rows')}</Header>
                  {rows.map((row) => (
                    <MenuItem
                      key={row.id}
                      id={row.id}
                      className="menu-item"
                      textValue={`#${row.caseNumber} ${row.contact.name} ${row.subject}`}
                      onAction={() =>
                        runAfterClosing(
                          () =>
                            void navigate({
                              to: '/list/$list/$conversation',
                              params: {
                                list: row.status === 'closed' ? 'closed' : `team-${row.team}`,
                                conversation: row.id,
                              },
                            }),
                        )
                      }
                    >
                      <Icon name={channelIcon(row.channel)} size={16} />
                      <span className="menu-item-text">
                        {row.contact.name} · {row.subject}
                      </span>
                      <span className="menu-item-aside">#{row.caseNumber}</span>
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
