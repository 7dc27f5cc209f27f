import './sign-in.css'
import { useState } from 'react'
import { useTexts } from '../../i18n/texts'
import { languages, setPreferences } from '../../preferences/preferences'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'

export type SignInFailure = 'refused' | 'unreachable' | 'ended' | 'no-account'

type SignInPageProps = {
  readonly failure: SignInFailure | null
  readonly onSignIn: () => Promise<void>
}

/** The door: one button that leads to the workspace's own sign-in. */
export function SignInPage({ failure, onSignIn }: SignInPageProps) {
  const { t } = useTexts()
  const [going, setGoing] = useState(false)
  const [unreachable, setUnreachable] = useState(false)
  usePageTitle(t('signIn.button'))
  const shown = unreachable ? 'unreachable' : failure
  const go = async () => {
    setGoing(true)
    setUnreachable(false)
    try {
      await onSignIn()
    } catch {
      setUnreachable(true)
      setGoing(false)
    }
  }
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <img src="/icon.svg" alt="" />
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.text')}</p>
        {shown !== null && (
          <p className="sign-in-failure" role="alert">
            <Icon name="alert-triangle" />
            <span>{t(`signIn.failure.${shown}`)}</span>
          </p>
        )}
        <Button look="primary" pending={going} onPress={() => void go()}>
          {t('signIn.button')}
        </Button>
        <div className="sign-in-languages" role="group" aria-label={t('account.language')}>
          {languages.map((language) => (
            <Button key={language} look="link" onPress={() => setPreferences({ language })}>
              {{ en: 'English', fr: 'Français', it: 'Italiano', nl: 'Nederlands' }[language]}
            </Button>
          ))}
        </div>
      </div>
    </main>
  )
}
