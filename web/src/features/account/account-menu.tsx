import './account.css'
import '../../ui/overlay.css'
import { useMemo } from 'react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useSession } from '../../api/session'
import { type Command, useCommands } from '../../commands/commands'
import { useTexts } from '../../i18n/texts'
import { type Language, languages, setPreferences, type Theme, usePreferences } from '../../preferences/preferences'
import { Avatar } from '../../ui/avatar'
import { Switch } from '../../ui/form'
import { Icon, type IconName } from '../../ui/icon'
import { useFailureText } from '../../ui/states'
import { showFailure } from '../../ui/toast'
import { useSetAvailability } from './api/availability'

/** Each language in its own words, so that anybody finds theirs. */
const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  nl: 'Nederlands',
}

const themes: readonly { theme: Theme; icon: IconName }[] = [
  { theme: 'system', icon: 'monitor' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
]

type AccountMenuProps = {
  readonly onSignOut: () => void
  readonly onShowShortcuts: () => void
  readonly onWriting: () => void
  readonly onPhoto: () => void
  readonly onTelephone: () => void
}

/** Who is signed in, whether they take new work, and how the app looks and speaks. */
export function AccountMenu({ onSignOut, onShowShortcuts, onWriting, onPhoto, onTelephone }: AccountMenuProps) {
  const { t } = useTexts()
  const { user } = useSession()
  const { theme, language } = usePreferences()
  const failureText = useFailureText()
  const availability = useSetAvailability((error) => showFailure(failureText(error)))
  useAccountCommands(onSignOut, onWriting, onPhoto, onTelephone, user.available, availability.mutate)
  return (
    <>
      <div className="account-availability">
        <Switch selected={user.available} onChange={(available) => availability.mutate(available)}>
          {t('account.available')}
        </Switch>
      </div>
      <MenuTrigger>
        <Button className="account-button" aria-label={t('account.menu', { name: user.name })}>
          <Avatar name={user.name} of={user.id} available={user.available} />
          <span className="account-names">
            <span>{user.name}</span>
            <span>{user.email}</span>
          </span>
          <Icon name="chevron-down" size={16} />
        </Button>
        <Popover className="popover" placement="top start">
          <Menu className="menu" aria-label={t('account.menu', { name: user.name })}>
            <MenuSection
              selectionMode="single"
              selectedKeys={[theme]}
              disallowEmptySelection
              shouldCloseOnSelect={false}
            >
              <Header className="menu-heading">{t('account.theme')}</Header>
              {themes.map((choice) => (
                <MenuItem
                  key={choice.theme}
                  id={choice.theme}
                  className="menu-item"
                  textValue={t(`theme.${choice.theme}`)}
                  onAction={() => setPreferences({ theme: choice.theme })}
                >
                  <Icon name={choice.icon} size={16} />
                  <span className="menu-item-text">{t(`theme.${choice.theme}`)}</span>
                  <span className="menu-item-check">
                    {theme === choice.theme && <Icon name="check" size={16} />}
                  </span>
                </MenuItem>
              ))}
            </MenuSection>
            <Separator className="menu-separator" />
            <MenuSection
              selectionMode="single"
              selectedKeys={[language]}
              disallowEmptySelection
              shouldCloseOnSelect={false}
            >
              <Header className="menu-heading">{t('account.language')}</Header>
              {languages.map((choice) => (
                <MenuItem
                  key={choice}
                  id={choice}
                  className="menu-item"
                  textValue={languageNames[choice]}
                  onAction={() => setPreferences({ language: choice })}
                >
                  <span className="menu-item-text" lang={choice}>
                    {languageNames[choice]}
                  </span>
                  <span className="menu-item-check">{language === choice && <Icon name="check" size={16} />}</span>
                </MenuItem>
              ))}
            </MenuSection>
            <Separator className="menu-separator" />
            <MenuItem className="menu-item" id="writing" onAction={onWriting}>
              <Icon name="note" size={16} />
              <span className="menu-item-text">{t('view.writing')}</span>
            </MenuItem>
            <MenuItem className="menu-item" id="photo" onAction={onPhoto}>
              <Icon name="person" size={16} />
              <span className="menu-item-text">{t('view.photo')}</span>
            </MenuItem>
            <MenuItem className="menu-item" id="telephone" onAction={onTelephone}>
              <Icon name="phone" size={16} />
              <span className="menu-item-text">{t('view.telephone')}</span>
            </MenuItem>
            <MenuItem className="menu-item" id="shortcuts" onAction={onShowShortcuts}>
              <Icon name="keyboard" size={16} />
              <span className="menu-item-text">{t('account.shortcuts')}</span>
            </MenuItem>
            <MenuItem className="menu-item" id="sign-out" onAction={onSignOut}>
              <Icon name="sign-out" size={16} />
              <span className="menu-item-text">{t('account.signOut')}</span>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  )
}

function useAccountCommands(
  onSignOut: () => void,
  onWriting: () => void,
  onPhoto: () => void,
  onTelephone: () => void,
  available: boolean,
  setAvailable: (available: boolean) => void,
) {
  const { t } = useTexts()
  const commands = useMemo<Command[]>(
    () => [
      ...themes.map(
        ({ theme }): Command => ({
          id: `theme-${theme}`,
          group: 'app',
          title: t('command.theme', { theme: t(`theme.${theme}`) }),
          run: () => setPreferences({ theme }),
        }),
      ),
      ...languages.map(
        (language): Command => ({
          id: `language-${language}`,
          group: 'app',
          title: t('command.language', { language: languageNames[language] }),
          run: () => setPreferences({ language }),
        }),
      ),
      {
        id: 'availability',
        group: 'app',
        title: available ? t('command.away') : t('command.available'),
        run: () => setAvailable(!available),
      },
      { id: 'writing', group: 'app', title: t('command.goTo', { view: t('view.writing') }), run: onWriting },
      { id: 'photo', group: 'app', title: t('command.goTo', { view: t('view.photo') }), run: onPhoto },
      { id: 'telephone', group: 'app', title: t('command.goTo', { view: t('view.telephone') }), run: onTelephone },
      { id: 'sign-out', group: 'app', title: t('account.signOut'), run: onSignOut },
    ],
    [t, onSignOut, onWriting, onPhoto, onTelephone, available, setAvailable],
  )
  useCommands(commands)
}
