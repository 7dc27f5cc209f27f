import { useQuery, useQueryErrorResetBoundary } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { isProblem } from '../api/problem'
import { sessionQuery } from '../api/session'
import type { ConversationId } from '../api/types'
import { type Command, CommandsProvider, useCommands } from '../commands/commands'
import { AccountMenu } from '../features/account/account-menu'
import { photoAddress } from '../features/account/api/photo'
import { UndoSend } from '../features/composer/undo-send'
import { LiveUpdates } from '../features/live/live'
import { Navigation } from '../features/navigation/navigation'
import { SignInPage } from '../features/sign-in/sign-in-page'
import { useTexts } from '../i18n/texts'
import { Announcer } from '../ui/announce'
import { useMediaQuery } from '../ui/media-query'
import { Photos } from '../ui/photos'
import { FailureState } from '../ui/states'
import { Toasts } from '../ui/toast'
import { ShellContext } from './shell-context'
import { useSignedIn } from './signed-in'

const loadPalette = () => import('../features/command-palette/command-palette')
const CommandPalette = lazy(() => loadPalette().then((module) => ({ default: module.CommandPalette })))
const HeldBanner = lazy(() => import('../features/held/held-banner').then((module) => ({ default: module.HeldBanner })))
const InboxBanner = lazy(() =>
  import('../features/inboxes/inbox-banner').then((module) => ({ default: module.InboxBanner })),
)
const ShortcutSheet = lazy(() =>
  import('../features/command-palette/shortcut-sheet').then((module) => ({ default: module.ShortcutSheet })),
)

/** The app around every page. It needs to know who is there before it can show anything. */
export function Shell() {
  const { t } = useTexts()
  const session = useQuery(sessionQuery())
  const users = session.data?.users
  const photos = useMemo(
    () => new Map(users?.flatMap(({ id, photo }) => (photo === null ? [] : [[id, photoAddress(photo)] as const]))),
    [users],
  )
  const { reset } = useQueryErrorResetBoundary()
  const { signOut } = useSignedIn()
  if (session.data !== undefined) {
    return (
      <CommandsProvider>
        <LiveUpdates>
          <Photos value={photos}>
            <ShellFrame />
          </Photos>
        </LiveUpdates>
      </CommandsProvider>
    )
  }
  if (isProblem(session.error, 403)) {
    return (
      <SignInPage
        failure="no-account"
        onSignIn={() => {
          signOut()
          return Promise.resolve()
        }}
      />
    )
  }
  if (session.isError) {
    return (
      <main className="shell-start">
        <FailureState
          error={session.error}
          onRetry={() => {
            reset()
            void session.refetch()
          }}
        />
      </main>
    )
  }
  return (
    <main className="shell-start" role="status">
      <img src="/icon.svg" alt="" className="shell-start-icon" />
      <span className="visually-hidden">{t('shell.starting')}</span>
    </main>
  )
}

function ShellFrame() {
  const { t } = useTexts()
  const { signOut } = useSignedIn()
  const wide = useMediaQuery('(min-width: 60rem)')
  const [navigationAsked, setNavigationAsked] = useState(false)
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null)
  const navigate = useNavigate()
  const { conversation: shown } = useParams({ strict: false })
  const showConversation = useCallback(
    (conversation: ConversationId) => {
      if (conversation === shown) return
      void navigate({ to: '/list/$list/$conversation', params: { list: 'mine', conversation } })
    },
    [navigate, shown],
  )
  const closeNavigation = useCallback(() => setNavigationAsked(false), [])
  const toWriting = useCallback(() => {
    closeNavigation()
    void navigate({ to: '/writing' })
  }, [closeNavigation, navigate])
  const toPhoto = useCallback(() => {
    closeNavigation()
    void navigate({ to: '/photo' })
  }, [closeNavigation, navigate])
  const toTelephone = useCallback(() => {
    closeNavigation()
    void navigate({ to: '/telephone' })
  }, [closeNavigation, navigate])
  const shell = useMemo(() => ({ openNavigation: () => setNavigationAsked(true) }), [])
  const commands = useMemo<Command[]>(
    () => [
      { id: 'palette', group: 'app', keys: 'mod+k', title: t('command.palette'), palette: false, run: () => setOverlay('palette') },
      { id: 'shortcuts', group: 'app', keys: '?', title: t('command.shortcuts'), run: () => setOverlay('shortcuts') },
    ],
    [t],
  )
  useCommands(commands)
  useEffect(() => {
    // What is typed right after the shortcut must find its field: the palette is fetched beforehand.
    const timer = setTimeout(() => void loadPalette(), 1500)
    return () => clearTimeout(timer)
  }, [])
  const navigation = (
    <Navigation
      onFollow={closeNavigation}
      onOpenPalette={() => {
        closeNavigation()
        setOverlay('palette')
      }}
      foot={
        <AccountMenu
          onSignOut={signOut}
          onWriting={toWriting}
          onPhoto={toPhoto}
          onTelephone={toTelephone}
          onShowShortcuts={() => {
            closeNavigation()
            setOverlay('shortcuts')
          }}
        />
      }
    />
  )
  return (
    <ShellContext value={shell}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <div className="shell">
        {wide && <div className="shell-navigation">{navigation}</div>}
        <main id="content" className="shell-content" tabIndex={-1}>
          <Suspense fallback={null}>
            <HeldBanner />
            <InboxBanner />
          </Suspense>
          <div className="shell-page">
            <Suspense fallback={null}>
              <Outlet />
            </Suspense>
          </div>
        </main>
      </div>
      <ModalOverlay
        className="drawer-scrim"
        isOpen={navigationAsked && !wide}
        isDismissable
        onOpenChange={setNavigationAsked}
      >
        <Modal className="drawer">
          <Dialog aria-label={t('navigation.label')}>{navigation}</Dialog>
        </Modal>
      </ModalOverlay>
      <Suspense fallback={null}>
        {overlay === 'palette' && <CommandPalette open onClose={() => setOverlay(null)} />}
        {overlay === 'shortcuts' && <ShortcutSheet open onClose={() => setOverlay(null)} />}
      </Suspense>
      <UndoSend onTakenBack={showConversation} />
      <Announcer />
      <Toasts />
    </ShellContext>
  )
}
