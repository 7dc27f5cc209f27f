import type { components } from '../../src/api/schema.ts'
import { json } from '../answers.ts'
import { type Asked, needAdmin, noSuchAddress } from '../asked.ts'
import type { Workspace } from '../workspace.ts'

type Schemas = components['schemas']

/** `/v1/ledger`: whether all mail that came became messages. */
export function ledger(workspace: Workspace, asked: Asked): Response {
  switch (asked.method) {
    case 'GET':
      needAdmin(asked)
      return json(200, workspace.ledger)
    case 'POST':
      needAdmin(asked)
      return json(202, asked.id === 'runs' ? run(workspace) : takeIn(workspace, asked.body))
    default:
      throw noSuchAddress()
  }
}

/** What was taken in has arrived by the time of the next run. */
function run(workspace: Workspace): Schemas['LedgerRun'] {
  const before = workspace.ledger
  const at = workspace.time()
  const missing = before.missing.length
  const made = { from: before.from, to: before.to, startedAt: at, listed: 16, finishedAt: at }
  workspace.ledger = {
    ...before,
    run: made,
    days: before.days.map((day, index) => ({
      ...day,
      checkedAt: at,
      underway: day.underway + (index === 0 ? day.missing - missing : 0),
      missing: index === 0 ? missing : day.missing,
    })),
  }
  return made
}

function takeIn(workspace: Workspace, body: Record<string, unknown>): Schemas['TakenIn'] {
  const before = workspace.ledger
  const wanted = before.missing.filter((mail) => body.key === null || body.key === mail.key)
  workspace.ledger = { ...before, missing: before.missing.filter((mail) => !wanted.includes(mail)) }
  return { taken: wanted.length, failed: 0, more: false }
}
