import type { components } from '../../src/api/schema.ts'
import { json } from '../answers.ts'
import { type Asked, needAdmin, noSuchAddress } from '../asked.ts'
import { inboxes, labels, type Person, teams } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'

type Schemas = components['schemas']

/** `/v1/session`: what the app must know before it shows anything. */
export function session(workspace: Workspace, { method, me: person }: Asked): Response {
  if (method !== 'GET') throw noSuchAddress()
  return json(200, sessionOf(workspace, person))
}

/** `/v1/workspace`: what holds for everybody. */
export function workspaceSettings(workspace: Workspace, asked: Asked): Response {
  const { method, id, body, me: person } = asked
  if (method !== 'PUT') throw noSuchAddress()
  needAdmin(asked)
  if (id === 'quoting') workspace.quotes = body.quotes === true
  else workspace.undoSeconds = Number(body.seconds)
  return json(200, sessionOf(workspace, person).workspace)
}

/** `/v1/me`: what each person says of themselves. */
export function me({ habits, photos, quotes }: Workspace, { method, id, body, me: person }: Asked): Response {
  switch (method) {
    case 'GET':
      return json(200, habits.get(person.id) ?? { signature: null, quotes })
    case 'DELETE':
      photos.delete(person.id)
      return json(200, { photo: null })
    case 'PUT':
      if (id === 'photo') {
        photos.set(person.id, `photo-${photos.size}`)
        return json(200, { photo: photos.get(person.id) ?? null })
      }
      if (id === 'writing') {
        habits.set(person.id, body as Schemas['WritingHabit'])
        return json(200, body)
      }
      person.available = body.available === true
      return json(200, { available: person.available })
    default:
      throw noSuchAddress()
  }
}

function sessionOf({ people, photos, quotes, undoSeconds }: Workspace, person: Person): Schemas['Session'] {
  return {
    user: { ...person, email: `${person.id}@harbourgoods.example`, telephone: null, photo: photos.get(person.id) ?? null },
    workspace: { name: 'Harbour Goods', undoSeconds, quotes },
    inboxes,
    teams,
    users: people.map(({ id, name, available }) => ({ id, name, available, photo: photos.get(id) ?? null })),
    labels,
    settingsVersion: 1,
  }
}
