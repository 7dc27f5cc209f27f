import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { Problem, Unreachable } from '../api/problem'
import { SignInPage } from '../features/sign-in/sign-in-page'
import { TextsProvider } from '../i18n/texts'
import { usePreferences } from '../preferences/preferences'
import { useThemeOnPage } from '../ui/theme'
import { router } from './router'
import { SignedInContext } from './signed-in'
import { signInAgain, type Start, start } from './start'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A failure that will be the same next time is shown at once.
      retry: (failures, error) =>
        failures < 2 && (error instanceof Unreachable || (error instanceof Problem && error.status >= 500)),
      networkMode: 'always',
      refetchOnWindowFocus: true,
    },
  },
})

export function App() {
  const [state, setState] = useState<Start | null>(null)
  useEffect(() => {
    const onSignedOut = () => void signInAgain().then(setState)
    void start(onSignedOut).then(setState)
  }, [])
  return (
    <Surroundings>
      {state?.kind === 'signed-out' && <SignInPage failure={state.failure} onSignIn={state.signIn} />}
      {state?.kind === 'signed-in' && (
        <SignedInContext value={{ signOut: state.signOut }}>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </SignedInContext>
      )}
    </Surroundings>
  )
}

/** Theme and language, needed before anybody is signed in. */
function Surroundings({ children }: { readonly children: ReactNode }) {
  const { language } = usePreferences()
  useThemeOnPage()
  return (
    <I18nProvider locale={{ en: 'en-US', fr: 'fr-FR', it: 'it-IT', nl: 'nl-NL' }[language]}>
      <TextsProvider>{children}</TextsProvider>
    </I18nProvider>
  )
}
