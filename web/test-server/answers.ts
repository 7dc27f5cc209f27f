import type { components } from '../src/api/schema.ts'

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

/** A refusal in the API's own form. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly extras: Partial<components['schemas']['Problem']> = {},
  ) {
    super(detail)
  }

  answer(): Response {
    const kind = this.status === 409 || this.status === 412 ? 'conflict' : 'caller'
    return new Response(
      JSON.stringify({ title: this.code, status: this.status, code: this.code, kind, detail: this.message, ...this.extras }),
      { status: this.status, headers: { 'Content-Type': 'application/problem+json' } },
    )
  }
}
