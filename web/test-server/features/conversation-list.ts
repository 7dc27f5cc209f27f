import type { components } from '../../src/api/schema.ts'
import { json } from '../answers.ts'
import { type Asked, noSuchAddress } from '../asked.ts'
import { teams } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'
import { draftsOf } from './composer.ts'

type Schemas = components['schemas']

/** `/v1/counts`: how much is in each list. */
export function counts(workspace: Workspace, { method, me }: Asked): Response {
  if (method !== 'GET') throw noSuchAddress()
  const seen = workspace.conversations.filter((kept) => workspace.sees(me, kept)).map((kept) => kept.row)
  const open = seen.filter((row) => row.status === 'open')
  return json(200, {
    new: open.filter((row) => row.assignee === null).length,
    mine: open.filter((row) => row.assignee === me.id).length,
    closed: seen.length - open.length,
    teams: Object.fromEntries(teams.map((team) => [team.id, open.filter((row) => row.team === team.id).length])),
    quarantine: me.role === 'admin' ? workspace.quarantine.length : 0,
  } satisfies Schemas['Counts'])
}

/** One page of a list, the latest first. */
export function listConversations(workspace: Workspace, { query, me }: Asked): Schemas['RowPage'] {
  const view = query.get('view')
  const rows = workspace.conversations
    .filter((kept) => workspace.sees(me, kept))
    .map((kept) => kept.row)
    .filter((row) => {
      if (view === 'drafts') return draftsOf(workspace, me, row.id).some((draft) => draft.content !== '')
      if (view === 'closed') return row.status === 'closed'
      if (row.status !== 'open') return false
      if (view === 'new') return row.assignee === null
      if (view === 'mine') return row.assignee === me.id
      return row.team === query.get('team')
    })
    .sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
  const from = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit') ?? 50)
  return { items: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null }
}
