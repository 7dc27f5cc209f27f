import { UserManager, WebStorageStateStore } from 'oidc-client-ts'

/** The path to which the issuer sends people back. */
export const signedInPath = '/signed-in'

/** A token that ends sooner than this is renewed before it is used. */
const renewBeforeSeconds = 60

export type Issuer = { readonly issuer: string; readonly clientId: string }

/** Signs people in at the workspace's issuer: OpenID Connect, authorization code with PKCE. */
export class SignIn {
  private readonly manager: UserManager
  private renewing: Promise<string | null> | null = null

  constructor(issuer: Issuer, origin: string) {
    this.manager = new UserManager({
      authority: new URL(issuer.issuer, origin).href.replace(/\/$/, ''),
      client_id: issuer.clientId,
      redirect_uri: origin + signedInPath,
      post_logout_redirect_uri: `${origin}/`,
      scope: 'openid email profile',
      response_type: 'code',
      loadUserInfo: false,
      automaticSilentRenew: false,
      // One sign-in for each tab: closing it is enough to be gone.
      userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    })
  }

  /** Leaves for the issuer; the person comes back to where they are now. */
  async begin(returnTo: string): Promise<void> {
    await this.manager.signinRedirect({ state: returnTo })
  }

  /** Takes in the issuer's answer. Returns where the person wanted to be. */
  async complete(address: string): Promise<string> {
    const user = await this.manager.signinCallback(address)
    const wanted: unknown = user?.state
    return typeof wanted === 'string' && wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : '/'
  }

  /** Whether somebody is signed in in this tab. */
  async isSignedIn(): Promise<boolean> {
    return (await this.token(false)) !== null
  }

  /** The ID token to show to the API, renewed when it ends soon or when asked to; null: signed out. */
  async token(renew: boolean): Promise<string | null> {
    const user = await this.manager.getUser()
    if (user?.id_token === undefined) return null
    if (!renew && secondsLeft(user.id_token) > renewBeforeSeconds) return user.id_token
    this.renewing ??= this.renew().finally(() => {
      this.renewing = null
    })
    return this.renewing
  }

  private async renew(): Promise<string | null> {
    const user = await this.manager.getUser()
    // Without a refresh token the only way is through the issuer's page.
    if (user?.refresh_token === undefined) return null
    try {
      const renewed = await this.manager.signinSilent()
      const token = renewed?.id_token
      return token !== undefined && secondsLeft(token) > 0 ? token : null
    } catch {
      return null
    }
  }

  /** Forgets the sign-in here and, where the issuer offers it, there. */
  async signOut(origin: string, clientId: string): Promise<void> {
    const endsThere = await this.manager.metadataService.getEndSessionEndpoint().catch(() => undefined)
    if (endsThere === undefined) {
      await this.manager.removeUser()
      window.location.assign('/')
      return
    }
    await this.manager.signoutRedirect({
      // Cognito reads these two instead of the standard's.
      extraQueryParams: { client_id: clientId, logout_uri: `${origin}/` },
    })
  }

  async forget(): Promise<void> {
    await this.manager.removeUser()
  }
}

/** How long a token still holds. One that cannot be read holds no time at all. */
export function secondsLeft(token: string, now = Date.now()): number {
  try {
    const payload = token.split('.')[1] ?? ''
    const claims = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: number }
    return (claims.exp ?? 0) - now / 1000
  } catch {
    return 0
  }
}
