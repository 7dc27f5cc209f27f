import { connect } from '../api/client'
import { SignIn, signedInPath } from '../features/sign-in/sign-in'
import type { SignInFailure } from '../features/sign-in/sign-in-page'

/** What the hosting says about this workspace. */
type Configuration = { readonly issuer: string; readonly clientId: string; readonly apiUrl: string }

/** What the app is before anything is shown. */
export type Start =
  | { readonly kind: 'signed-in'; readonly signOut: () => void }
  | { readonly kind: 'signed-out'; readonly failure: SignInFailure | null; readonly signIn: () => Promise<void> }

let started: Promise<Start> | null = null

/** Reads the configuration and finds out who is there; once for each page load. */
export function start(onSignedOut: () => void): Promise<Start> {
  started ??= begin(onSignedOut)
  return started
}

async function begin(onSignedOut: () => void): Promise<Start> {
  const { origin } = window.location
  const configuration = await fetchConfiguration()
  if (configuration === null) {
    return {
      kind: 'signed-out',
      failure: 'unreachable',
      // Everything starts anew, the configuration included.
      signIn: () => {
        window.location.reload()
        return Promise.resolve()
      },
    }
  }
  const signIn = new SignIn(configuration, origin)
  let failure: SignInFailure | null = null
  if (window.location.pathname === signedInPath) {
    try {
      window.history.replaceState(null, '', await signIn.complete(window.location.href))
    } catch {
      failure = 'refused'
      window.history.replaceState(null, '', '/')
    }
  }
  connect({ apiUrl: configuration.apiUrl, token: (renew) => signIn.token(renew), onSignedOut })
  if (await signIn.isSignedIn()) {
    return { kind: 'signed-in', signOut: () => void signIn.signOut(origin, configuration.clientId) }
  }
  return {
    kind: 'signed-out',
    failure,
    signIn: () => signIn.begin(window.location.pathname + window.location.search),
  }
}

/** After the sign-in has ended: the same page again, which then asks to sign in. */
export async function signInAgain(): Promise<Start> {
  const configuration = await fetchConfiguration()
  if (configuration === null) return start(() => undefined)
  const signIn = new SignIn(configuration, window.location.origin)
  await signIn.forget()
  return {
    kind: 'signed-out',
    failure: 'ended',
    signIn: () => signIn.begin(window.location.pathname + window.location.search),
  }
}

async function fetchConfiguration(): Promise<Configuration | null> {
  try {
    const response = await fetch('/config.json', { cache: 'no-cache' })
    if (!response.ok) return null
    const { issuer, clientId, apiUrl } = (await response.json()) as Partial<Configuration>
    if (issuer === undefined || clientId === undefined) return null
    return { issuer, clientId, apiUrl: apiUrl ?? '' }
  } catch {
    return null
  }
}
