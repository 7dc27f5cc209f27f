import type { ProblemBody } from './types'

/** The server answered, and the answer is no. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly kind: 'caller' | 'conflict' | 'ours' | 'upstream'
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? 'unknown'
    this.kind = body.kind ?? (status >= 500 ? 'ours' : 'caller')
    this.body = body
  }
}

/** No answer came: the network is away, or the server is. What was asked may still have happened. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server did not answer', { cause })
    this.name = 'Unreachable'
  }
}

/** Nobody is signed in any more. */
export class SignedOut extends Error {
  constructor() {
    super('Nobody is signed in')
    this.name = 'SignedOut'
  }
}

/** Whether the failure is an answer with this status. */
export function isProblem(error: unknown, status: number): error is Problem {
  return error instanceof Problem && error.status === status
}
