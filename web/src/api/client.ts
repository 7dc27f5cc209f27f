import { Problem, SignedOut, Unreachable } from './problem'
import type { ProblemBody } from './types'

/** What every request needs to know about the outside. Set once, when the app starts. */
type Connection = {
  readonly apiUrl: string
  /** The ID token, renewed when it is about to end; null when nobody is signed in. */
  readonly token: (renew: boolean) => Promise<string | null>
  readonly onSignedOut: () => void
}

let connection: Connection | null = null

/** Says where the API is and who asks. */
export function connect(to: Connection) {
  connection = to
}

type Asked = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  /** The version that was read; the server refuses the write when there is a newer one. */
  readonly ifMatch?: number
  /** Makes a repeated POST count once. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** Asks the API and reads its JSON. This is the one door where text becomes a type. */
export async function ask<Answer>(path: string, asked: Asked = {}): Promise<Answer> {
  if (connection === null) throw new SignedOut()
  const first = await send(connection, path, asked, false)
  const response = first.status === 401 ? await send(connection, path, asked, true) : first
  if (response.status === 401) {
    connection.onSignedOut()
    throw new SignedOut()
  }
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as Answer
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

async function send(to: Connection, path: string, asked: Asked, renew: boolean) {
  const token = await to.token(renew)
  if (token === null) {
    to.onSignedOut()
    throw new SignedOut()
  }
  const headers = new Headers({ Accept: 'application/json', Authorization: `Bearer ${token}` })
  if (asked.body !== undefined) headers.set('Content-Type', 'application/json')
  if (asked.ifMatch !== undefined) headers.set('If-Match', `"${asked.ifMatch}"`)
  if (asked.idempotencyKey !== undefined) headers.set('Idempotency-Key', asked.idempotencyKey)
  try {
    return await fetch(to.apiUrl + path, {
      method: asked.method ?? 'GET',
      headers,
      ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
      ...(asked.signal === undefined ? {} : { signal: asked.signal }),
    })
  } catch (failure) {
    if (asked.signal?.aborted === true) throw failure
    throw new Unreachable(failure)
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text()
  try {
    return new Problem(response.status, JSON.parse(text) as ProblemBody)
  } catch {
    return new Problem(response.status, { status: response.status })
  }
}

/** A new key under which one attempt to create something counts once, however often it is sent. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID()
}
