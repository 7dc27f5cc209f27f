import { Refusal } from './answers.ts'
import { type Asked, noSuchAddress, readAsked } from './asked.ts'
import type { Person } from './demo-workspace.ts'
import { me, session, workspaceSettings } from './features/account.ts'
import { drafts } from './features/composer.ts'
import { conversations } from './features/conversation.ts'
import { counts } from './features/conversation-list.ts'
import { held } from './features/held.ts'
import { accounts, channels } from './features/inbox-accounts.ts'
import { inboxes } from './features/inboxes.ts'
import { ledger } from './features/ledger.ts'
import { live } from './features/live.ts'
import { quarantine } from './features/quarantine.ts'
import { rules } from './features/rules.ts'
import { playOutside } from './outside.ts'
import { Workspace } from './workspace.ts'

/** Who answers what is asked below `/v1/<room>`. */
const rooms: Record<string, (workspace: Workspace, asked: Asked) => Response> = {
  session,
  counts,
  workspace: workspaceSettings,
  me,
  live,
  conversations,
  drafts,
  rules,
  quarantine,
  ledger,
  held,
  channels,
  accounts,
  inboxes,
}

/** The contract of `/v1`. One instance is one workspace. */
export class FakeRelais extends Workspace {
  private readonly keyed = new Map<string, { status: number; body: string }>()
  /** How often each path was asked, for tests that count. */
  readonly asked: string[] = []

  /** Whether a ticket opens the live socket; each one does once. */
  useTicket(ticket: string): boolean {
    return this.tickets.delete(ticket)
  }

  /** Answers a request of the app. */
  async handle(request: Request, live: string): Promise<Response> {
    const path = new URL(request.url).pathname
    this.asked.push(`${request.method} ${path}`)
    try {
      if (path.startsWith('/test/')) return await playOutside(this, path, request)
      if (this.trouble.times > 0) {
        this.trouble.times -= 1
        throw new Refusal(this.trouble.status, 'trouble', 'The test server was told to answer so.')
      }
      return await this.answer(await readAsked(request, this.personOf(request), live))
    } catch (failure) {
      if (failure instanceof Refusal) return failure.answer()
      throw failure
    }
  }

  private personOf(request: Request): Person {
    const token = (request.headers.get('Authorization') ?? '').replace('Bearer ', '')
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}',
    ) as { email?: string; exp?: number }
    if (claims.email === undefined || (claims.exp ?? 0) * 1000 < this.now()) {
      throw new Refusal(401, 'signed-out', 'Sign in again.')
    }
    const person = this.people.find((each) => `${each.id}@harbourgoods.example` === claims.email)
    if (person === undefined) throw new Refusal(403, 'unknown-user', 'Ask an administrator to add you.')
    return person
  }

  /** What was asked with the same key before gets the same answer. */
  private async answer(asked: Asked): Promise<Response> {
    const key = asked.headers.get('Idempotency-Key')
    const before = key === null ? undefined : this.keyed.get(key)
    if (before !== undefined) return new Response(before.body, { status: before.status })
    const room = rooms[asked.room ?? '']
    if (room === undefined) throw noSuchAddress()
    const answer = room(this, asked)
    if (key !== null && answer.ok) this.keyed.set(key, { status: answer.status, body: await answer.clone().text() })
    return answer
  }
}
