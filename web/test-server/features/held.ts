import { json } from '../answers.ts'
import { type Asked, needAdmin, noSuchAddress } from '../asked.ts'
import type { Workspace } from '../workspace.ts'

/** `/v1/held`: automatic mail that is held, and letting it go. */
export function held(workspace: Workspace, asked: Asked): Response {
  switch (asked.method) {
    case 'GET':
      needAdmin(asked)
      return json(200, workspace.held)
    case 'POST': {
      needAdmin(asked)
      const done = workspace.held.count
      workspace.held = { count: 0, inboxes: [] }
      return json(202, { done, left: false })
    }
    default:
      throw noSuchAddress()
  }
}
