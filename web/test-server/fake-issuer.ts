import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { json } from './answers.ts'
import { people } from './demo-workspace.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const tokenSeconds = 3600

type Grant = { readonly email: string; readonly name: string; readonly challenge: string; readonly nonce: string | null }

/** An OpenID Connect issuer with one button for each demo user: authorization code with PKCE. */
export class FakeIssuer {
  private readonly codes = new Map<string, Grant>()
  private readonly refreshes = new Map<string, Grant>()

  /** @param base where the issuer is, such as http://127.0.0.1:8031/oidc */
  async handle(request: Request, base: string): Promise<Response> {
    const url = new URL(request.url)
    switch (url.pathname.slice(new URL(base).pathname.length)) {
      case '/.well-known/openid-configuration':
        return json(200, {
          issuer: base,
          authorization_endpoint: `${base}/authorize`,
          token_endpoint: `${base}/token`,
          end_session_endpoint: `${base}/end`,
          jwks_uri: `${base}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        })
      case '/jwks':
        return json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] })
      case '/authorize':
        return this.authorize(url)
      case '/token':
        return this.token(new URLSearchParams(await request.text()), base)
      case '/end':
        return Response.redirect(url.searchParams.get('post_logout_redirect_uri') ?? '/', 302)
      default:
        return new Response('Not here', { status: 404 })
    }
  }

  private authorize(url: URL): Response {
    const user = url.searchParams.get('user')
    if (user === null) return page(url)
    const person = people.find((each) => each.id === user)
    const back = new URL(url.searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('state', url.searchParams.get('state') ?? '')
    if (user === 'refuse') {
      back.searchParams.set('error', 'access_denied')
      return Response.redirect(back.href, 302)
    }
    const code = randomUUID()
    this.codes.set(code, {
      email: `${user}@harbourgoods.example`,
      name: person?.name ?? user,
      challenge: url.searchParams.get('code_challenge') ?? '',
      nonce: url.searchParams.get('nonce'),
    })
    back.searchParams.set('code', code)
    return Response.redirect(back.href, 302)
  }

  private token(form: URLSearchParams, base: string): Response {
    const byCode = form.get('grant_type') === 'authorization_code'
    const name = form.get(byCode ? 'code' : 'refresh_token') ?? ''
    const grant = (byCode ? this.codes : this.refreshes).get(name)
    this.codes.delete(name)
    if (grant === undefined) return json(400, { error: 'invalid_grant' })
    if (byCode) {
      const proof = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url')
      if (proof !== grant.challenge) return json(400, { error: 'invalid_grant' })
    }
    const refresh = randomUUID()
    this.refreshes.set(refresh, grant)
    return json(200, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      refresh_token: refresh,
      id_token: idToken(grant, base, form.get('client_id') ?? ''),
    })
  }
}

/** A signed ID token for a person. */
export function idToken(grant: Omit<Grant, 'challenge'>, issuer: string, audience: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const head = part({ alg: 'RS256', kid: 'test', typ: 'JWT' })
  const claims = part({
    iss: issuer,
    aud: audience,
    sub: grant.email,
    email: grant.email,
    name: grant.name,
    iat: now,
    exp: now + tokenSeconds,
    ...(grant.nonce !== null && { nonce: grant.nonce }),
  })
  return `${head}.${claims}.${sign('sha256', Buffer.from(`${head}.${claims}`), privateKey).toString('base64url')}`
}

function page(url: URL): Response {
  const button = (user: string, name: string) => {
    const target = new URL(url)
    target.searchParams.set('user', user)
    return `<p><a href="${target.href.replaceAll('&', '&amp;')}">${name}</a></p>`
  }
  const buttons = people.map((person) => button(person.id, person.name)).join('')
  return new Response(
    `<!doctype html><title>Demo sign-in</title><h1>Who are you?</h1>${buttons}${button('stranger', 'A stranger')}${button('refuse', 'Nobody: refuse')}`,
    { headers: { 'Content-Type': 'text/html; charset=utf-8' } },
  )
}
