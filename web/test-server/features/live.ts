import { json } from '../answers.ts'
import { type Asked, noSuchAddress } from '../asked.ts'
import type { Workspace } from '../workspace.ts'

/** `/v1/live`: a ticket for the live socket. */
export function live({ tickets }: Workspace, { method, live: url }: Asked): Response {
  if (method !== 'POST') throw noSuchAddress()
  const ticket = crypto.randomUUID()
  tickets.add(ticket)
  return json(200, { ticket, url })
}
