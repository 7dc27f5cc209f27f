import '../../ui/overlay.css'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'

/** What the server fills in, each with what to write where nothing is known. */
const placeholders = [
  { name: 'contact.first_name', text: '{{contact.first_name|…}}' },
  { name: 'contact.name', text: '{{contact.name|…}}' },
  { name: 'case', text: '{{case}}' },
  { name: 'agent.name', text: '{{agent.name}}' },
  { name: 'agent.first_name', text: '{{agent.first_name}}' },
  { name: 'inbox.name', text: '{{inbox.name}}' },
] as const

/** Puts in what stands for a name until the text is sent. */
export function PlaceholderMenu({ onChoose }: { readonly onChoose: (text: string) => void }) {
  const { t } = useTexts()
  return (
    <MenuTrigger>
      <Button className="button button-quiet button-square" aria-label={t('placeholder.insert')}>
        <Icon name="tag" />
      </Button>
      <Popover className="popover" placement="top start">
        <Menu className="menu" aria-label={t('placeholder.insert')}>
          {placeholders.map(({ name, text }) => (
            <MenuItem key={name} id={name} className="menu-item" textValue={t(`placeholder.${name}`)} onAction={() => onChoose(text)}>
              <span className="menu-item-text">{t(`placeholder.${name}`)}</span>
              <span className="menu-item-aside">{text}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
