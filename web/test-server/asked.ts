import { Refusal } from './answers.ts'
import type { Person } from './demo-workspace.ts'

/** What a request asks for, read once at the door. Its path is `/v1/<room>/<id>/<act>/<entry>/<what>`, as far as it goes. */
export type Asked = {
  readonly method: string
  readonly room: string | undefined
  readonly id: string | undefined
  readonly act: string | undefined
  readonly entry: string | undefined
  readonly what: string | undefined
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: Record<string, unknown>
  readonly me: Person
  /** Where the live socket is. */
  readonly live: string
}

export async function readAsked(request: Request, me: Person, live: string): Promise<Asked> {
  const { method, headers } = request
  const url = new URL(request.url)
  const [room, id, act, entry, what] = url.pathname.split('/').slice(2)
  const body = method === 'POST' || method === 'PUT' ? await readBody(request) : {}
  return { method, room, id, act, entry, what, query: url.searchParams, headers, body, me, live }
}

export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function needAdmin({ me }: Asked) {
  if (me.role !== 'admin') throw new Refusal(403, 'not-admin', 'Only administrators may do this.')
}

export function needKey({ headers }: Asked) {
  if (headers.get('Idempotency-Key') === null) {
    throw new Refusal(428, 'key-missing', 'Send an Idempotency-Key.')
  }
}

export function needVersion({ headers }: Asked): number {
  const version = /^"(\d+)"$/.exec(headers.get('If-Match') ?? '')?.[1]
  if (version === undefined) throw new Refusal(428, 'version-missing', 'Send If-Match with the version.')
  return Number(version)
}

export function noSuchAddress(): Refusal {
  return new Refusal(404, 'not-found', 'There is no such address.')
}
