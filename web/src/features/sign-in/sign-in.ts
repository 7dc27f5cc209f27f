import type { UserManager } from 'oidc-client-ts'

/** The path to which the issuer sends people back. */
export const signedInPath = '/signed-in'

/** A token that ends sooner than this is renewed before it is used. */
const renewBeforeSeconds = 60

export type Issuer = { readonly issuer: string; readonly clientId: string }

/**
 * Signs people in at the workspace's issuer: OpenID Connect, authorization code with PKCE.
 *
 * The library for it is loaded when somebody comes, goes or has to be renewed. Whoever is signed in needs only the
 * token, which lies beside what the library keeps: one sign-in for each tab, and closing it is enough to be gone.
 */
export class SignIn {
  private readonly tokenKey: string
  private manager: Promise<UserManager> | null = null
  private renewing: Promise<string | null> | null = null

  constructor(
    private readonly issuer: Issuer,
    private readonly origin: string,
  ) {
    this.tokenKey = `relais.token.${issuer.clientId}`
  }

  /** Leaves for the issuer; the person comes back to where they are now. */
  async begin(returnTo: string): Promise<void> {
    const manager = await this.loaded()
    await manager.signinRedirect({ state: returnTo })
  }

  /** Takes in the issuer's answer. Returns where the person wanted to be. */
  async complete(address: string): Promise<string> {
    const manager = await this.loaded()
    const user = await manager.signinCallback(address)
    this.keep(user?.id_token)
    const wanted: unknown = user?.state
    return typeof wanted === 'string' && wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : '/'
  }

  /** Whether somebody is signed in in this tab. */
  async isSignedIn(): Promise<boolean> {
    return (await this.token(false)) !== null
  }

  /** The ID token to show to the API, renewed when it ends soon or when asked to; null: signed out. */
  async token(renew: boolean): Promise<string | null> {
    const token = window.sessionStorage.getItem(this.tokenKey)
    if (token === null) return null
    if (!renew && secondsLeft(token) > renewBeforeSeconds) return token
    this.renewing ??= this.renew().finally(() => {
      this.renewing = null
    })
    return this.renewing
  }

  private async renew(): Promise<string | null> {
    try {
      const manager = await this.loaded()
      const user = await manager.getUser()
      // Without a refresh token the only way is through the issuer's page.
      if (user?.refresh_token === undefined) return null
      const token = (await manager.signinSilent())?.id_token
      if (token === undefined || secondsLeft(token) <= 0) return null
      this.keep(token)
      return token
    } catch {
      return null
    }
  }

  /** Forgets the sign-in here and, where the issuer offers it, there. */
  async signOut(origin: string, clientId: string): Promise<void> {
    this.keep(undefined)
    const manager = await this.loaded()
    const endsThere = await manager.metadataService.getEndSessionEndpoint().catch(() => undefined)
    if (endsThere === undefined) {
      await manager.removeUser()
      window.location.assign('/')
      return
    }
    await manager.signoutRedirect({
      // Cognito reads these two instead of the standard's.
      extraQueryParams: { client_id: clientId, logout_uri: `${origin}/` },
    })
  }

  async forget(): Promise<void> {
    this.keep(undefined)
    const manager = await this.loaded()
    await manager.removeUser()
  }

  private keep(token: string | undefined): void {
    if (token === undefined) window.sessionStorage.removeItem(this.tokenKey)
    else window.sessionStorage.setItem(this.tokenKey, token)
  }

  private loaded(): Promise<UserManager> {
    this.manager ??= this.load().catch((failure: unknown) => {
      this.manager = null
      throw failure
    })
    return this.manager
  }

  private async load(): Promise<UserManager> {
    const { UserManager, WebStorageStateStore } = await import('oidc-client-ts')
    return new UserManager({
      authority: new URL(this.issuer.issuer, this.origin).href.replace(/\/$/, ''),
      client_id: this.issuer.clientId,
      redirect_uri: this.origin + signedInPath,
      post_logout_redirect_uri: `${this.origin}/`,
      scope: 'openid email profile',
      response_type: 'code',
      loadUserInfo: false,
      automaticSilentRenew: false,
      userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    })
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
