import { createHash, randomBytes } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'

/** An admin of the demo workspace. */
const admin = 'amelie'

/** Signs in without a browser, by authorization code with PKCE as the app does. */
async function token(request: APIRequestContext): Promise<string> {
  const verifier = randomBytes(32).toString('base64url')
  const client = { client_id: 'relais', redirect_uri: new URL('/', process.env.RELAIS_URL).href }
  const wanted = new URLSearchParams({
    ...client,
    response_type: 'code',
    scope: 'openid',
    state: 'state',
    nonce: 'nonce',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  })
  const chosen = await request.post(`/oidc/authorize?${wanted}`, { form: { user: admin }, maxRedirects: 0 })
  const code = new URL(chosen.headers().location ?? '', client.redirect_uri).searchParams.get('code') ?? ''
  const answer = await request.post('/oidc/token', {
    form: { ...client, grant_type: 'authorization_code', code_verifier: verifier, code },
  })
  const { id_token } = (await answer.json()) as { id_token: string }
  return id_token
}

let current: number | undefined

/** Says for how long replies can be taken back in the whole system. */
export async function setUndoWindow(request: APIRequestContext, seconds: number) {
  if (current === seconds) return
  const answer = await request.put('/v1/workspace/undo-window', {
    data: { seconds },
    headers: { Authorization: `Bearer ${await token(request)}` },
  })
  if (!answer.ok()) throw new Error(`The undo window cannot be set: ${answer.status()} ${await answer.text()}`)
  current = seconds
}
