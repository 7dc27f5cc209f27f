import type { ReactNode } from 'react'
import { useTexts } from '../i18n/texts'
import { IconButton } from '../ui/button'
import { useShell } from './shell-context'

/** Hands a page the button that opens the navigation where there is no room for it. */
export function WithMenu({ page }: { readonly page: (menu: ReactNode) => ReactNode }) {
  return page(<MenuButton />)
}

export function MenuButton() {
  const { t } = useTexts()
  const { openNavigation } = useShell()
  return (
    <span className="menu-button">
      <IconButton icon="menu" label={t('navigation.open')} onPress={openNavigation} />
    </span>
  )
}
