import './overlay.css'
import type { ReactNode } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { Icon } from './icon'

export type Choice = {
  readonly id: string
  readonly name: string
  readonly picture: ReactNode
  readonly aside?: string
  readonly chosen: boolean
}
export type ChoiceGroup = {
  readonly name: string
  readonly choices: readonly Choice[]
  readonly several: boolean
}

type PickerProps = {
  readonly label: string
  readonly placeholder: string
  readonly nothingFound: string
  readonly groups: readonly ChoiceGroup[]
  readonly trigger: React.RefObject<HTMLElement | null>
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onChoose: (group: number, id: string) => void
}

/** A list to choose from, with a field that narrows it down while typing. */
export function Picker({
  label,
  placeholder,
  nothingFound,
  groups,
  trigger,
  open,
  onOpenChange,
  onChoose,
}: PickerProps) {
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <Popover
      className="popover"
      triggerRef={trigger}
      isOpen={open}
      onOpenChange={onOpenChange}
      placement="bottom start"
    >
      <Dialog aria-label={label} className="picker">
        <Autocomplete filter={contains}>
          <SearchField className="menu-search" aria-label={placeholder} autoFocus>
            <Icon name="search" size={16} />
            <Input placeholder={placeholder} />
          </SearchField>
          <Menu
            className="menu"
            aria-label={label}
            renderEmptyState={() => <p className="menu-empty">{nothingFound}</p>}
          >
            {groups.map((group, index) => (
              <MenuSection
                key={group.name}
                selectionMode={group.several ? 'multiple' : 'single'}
                selectedKeys={group.choices.filter((choice) => choice.chosen).map(({ id }) => `${index} ${id}`)}
                onSelectionChange={() => undefined}
                shouldCloseOnSelect={!group.several}
              >
                <Header className="menu-heading">{group.name}</Header>
                {group.choices.map((choice) => (
                  <MenuItem
                    key={choice.id}
                    id={`${index} ${choice.id}`}
                    className="menu-item"
                    textValue={choice.name}
                    onAction={() => {
                      onChoose(index, choice.id)
                      if (!group.several) onOpenChange(false)
                    }}
                  >
                    {choice.picture}
                    <span className="menu-item-text">{choice.name}</span>
                    {choice.aside !== undefined && <span className="menu-item-aside">{choice.aside}</span>}
                    <span className="menu-item-check">{choice.chosen && <Icon name="check" size={16} />}</span>
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
          </Menu>
        </Autocomplete>
      </Dialog>
    </Popover>
  )
}
