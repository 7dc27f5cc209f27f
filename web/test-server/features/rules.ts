import type { components } from '../../src/api/schema.ts'
import { json, Refusal } from '../answers.ts'
import { type Asked, needAdmin, needKey, needVersion, noSuchAddress } from '../asked.ts'
import { nextId } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'

type Schemas = components['schemas']

/** `/v1/rules`: what is done with mail by itself. */
export function rules(workspace: Workspace, asked: Asked): Response {
  switch (asked.method) {
    case 'GET':
      return json(200, { items: workspace.rules })
    case 'POST':
      needAdmin(asked)
      return addRule(workspace, asked)
    case 'PUT':
    case 'DELETE':
      needAdmin(asked)
      return changeRule(workspace, asked)
    default:
      throw noSuchAddress()
  }
}

function addRule(workspace: Workspace, asked: Asked): Response {
  needKey(asked)
  const rule = { ...(asked.body as Omit<Schemas['Rule'], 'id' | 'version'>), id: `rule-${nextId()}`, version: 1 }
  workspace.rules.push(rule)
  workspace.tell({ type: 'settings', version: 2 })
  return json(201, rule)
}

function changeRule(workspace: Workspace, asked: Asked): Response {
  const rule = workspace.rules.find((each) => each.id === asked.id)
  if (rule === undefined) throw new Refusal(404, 'not-found', 'There is no such rule.')
  if (needVersion(asked) !== rule.version) throw new Refusal(409, 'rule-changed', 'Somebody changed this rule.')
  if (asked.method === 'DELETE') {
    workspace.rules = workspace.rules.filter((each) => each !== rule)
    return new Response(null, { status: 204 })
  }
  Object.assign(rule, asked.body, { version: rule.version + 1 })
  return json(200, rule)
}
