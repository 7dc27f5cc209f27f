import type { components } from '../../src/api/schema.ts'
import { json, Refusal } from '../answers.ts'
import { type Asked, needKey, needVersion, noSuchAddress, textOf } from '../asked.ts'
import { inboxes, type Kept, nextId, type Person } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'
import { deliver, write } from './message.ts'
import { filled, sent } from './templates.ts'

type Schemas = components['schemas']

/** `/v1/drafts`: what somebody began to write to somebody new. */
export function drafts(workspace: Workspace, asked: Asked): Response {
  switch (asked.method) {
    case 'GET': {
      const begun = workspace.drafts.get(placeOf(asked.me, null, 'first'))
      return json(200, begun ?? { kind: 'first', version: 0, at: workspace.time(), content: '' })
    }
    case 'PUT':
      return keepDraft(workspace, null, 'first', asked)
    default:
      throw noSuchAddress()
  }
}

/** What somebody began to write in a conversation. */
export function draftsOf(workspace: Workspace, me: Person, conversation: string): Schemas['Draft'][] {
  return [...workspace.drafts].filter(([place]) => place.startsWith(`${me.id} ${conversation} `)).map(([, draft]) => draft)
}

/** @param conversation null outside of any */
export function keepDraft(
  workspace: Workspace,
  conversation: string | null,
  kind: Schemas['Draft']['kind'],
  asked: Asked,
): Response {
  const version = needVersion(asked)
  const place = placeOf(asked.me, conversation, kind)
  const known = workspace.drafts.get(place)
  if (known !== undefined && known.version !== version) {
    throw new Refusal(409, 'draft-changed', 'You went on writing this on another device.')
  }
  const draft = { kind, version: workspace.nextDraftVersion(), at: workspace.time(), content: textOf(asked.body.content) }
  workspace.drafts.set(place, draft)
  workspace.tell({ type: 'draft', id: conversation, kind, version: draft.version })
  return json(200, draft)
}

function placeOf(me: Person, conversation: string | null, kind: Schemas['Draft']['kind']): string {
  return `${me.id} ${conversation ?? ''} ${kind}`
}

export function previewReply(kept: Kept, { body }: Asked): Response {
  const html = textOf(body.html).replaceAll('{{contact.name}}', kept.contact.name)
  return json(200, { text: textOf(body.text), html: `${html}<blockquote>${kept.row.preview}</blockquote>` })
}

export function reply(workspace: Workspace, kept: Kept, asked: Asked): Response {
  const { body, me } = asked
  needKey(asked)
  const version = needVersion(asked)
  const crossed = kept.written.filter((each) => each.version > version)
  if (crossed.length > 0) {
    throw new Refusal(409, 'reply-crossed', 'Somebody wrote meanwhile.', {
      crossedBy: crossed.map(({ author: by, at }) => ({ author: { kind: by.kind, id: by.id, name: by.name }, at })),
    })
  }
  workspace.drafts.delete(placeOf(me, kept.row.id, 'reply'))
  const author: Schemas['Author'] = { kind: 'agent', id: me.id, name: me.name }
  const dueAt = dueAtOf(workspace, body.sendAt)
  const { template } = body as { template?: Schemas['TemplateRequest'] }
  const text = template === undefined ? body.text : filled(workspace, template)
  const message = write(workspace, kept, author, { ...body, text }, dueAt)
  if (template !== undefined) message.chat = sent(workspace, template, message.text)
  if (dueAt === null) {
    if (body.close === true) workspace.close(kept, author)
    deliver(workspace, kept, message)
  }
  return json(201, { entry: message, conversation: kept.row })
}

/** When a reply goes out that does not go at once: when it says, or when it cannot be taken back any more. */
function dueAtOf({ now, undoSeconds }: Workspace, sendAt: unknown): string | null {
  if (typeof sendAt === 'string') return sendAt
  return undoSeconds === 0 ? null : new Date(now() + undoSeconds * 1000).toISOString()
}

export function writeNote(workspace: Workspace, kept: Kept, asked: Asked): Response {
  const { body, me } = asked
  needKey(asked)
  workspace.drafts.delete(placeOf(me, kept.row.id, 'note'))
  const note: Schemas['Note'] = {
    kind: 'note',
    id: nextId(),
    at: workspace.time(),
    author: { kind: 'agent', id: me.id, name: me.name },
    text: textOf(body.text),
    html: textOf(body.html),
    whole: true,
  }
  kept.entries.push(note)
  workspace.touch(kept, 'note')
  return json(201, { entry: note, conversation: kept.row })
}

/** A conversation that somebody of the team begins. */
export function beginByTeam(workspace: Workspace, asked: Asked): Response {
  needKey(asked)
  const request = asked.body as Schemas['NewConversationRequest']
  const to = request.to?.[0]
  if (to === undefined) throw new Refusal(400, 'invalid-field', 'Say who gets the message: at least one address.')
  const kept = workspace.beginConversation(to.name ?? to.address, request.subject ?? '')
  kept.entries.length = 0
  kept.replyTo = { from: inboxes[0]?.senders[0] ?? null, to: [to], cc: [] }
  Object.assign(kept.row, { inbox: request.inbox ?? 'support', assignee: asked.me.id, waitingSince: null, version: 1 })
  const message = write(workspace, kept, { kind: 'agent', id: asked.me.id, name: asked.me.name }, asked.body)
  deliver(workspace, kept, message)
  workspace.touch(kept, 'created')
  return json(201, { entry: message, conversation: kept.row })
}
