import { json } from '../answers.ts'
import { type Asked, needAdmin, noSuchAddress } from '../asked.ts'
import type { Workspace } from '../workspace.ts'

/** `/v1/quarantine`: mail that was not let in, its file, letting it in or throwing it away. */
export function quarantine(workspace: Workspace, asked: Asked): Response {
  const { method, id } = asked
  switch (method) {
    case 'GET':
      needAdmin(asked)
      return json(200, id === undefined ? { items: workspace.quarantine, next: null } : { url: '/test/file' })
    case 'POST':
    case 'DELETE':
      needAdmin(asked)
      workspace.quarantine = workspace.quarantine.filter((item) => item.id !== id)
      workspace.tell({ type: 'quarantine' })
      return method === 'POST' ? json(202, {}) : new Response(null, { status: 204 })
    default:
      throw noSuchAddress()
  }
}
