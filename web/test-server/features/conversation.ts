import type { components } from '../../src/api/schema.ts'
import { json, Refusal } from '../answers.ts'
import { type Asked, needVersion, noSuchAddress, textOf } from '../asked.ts'
import type { Kept } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'
import { beginByTeam, draftsOf, keepDraft, previewReply, reply, writeNote } from './composer.ts'
import { listConversations } from './conversation-list.ts'
import { changeMessage } from './message.ts'
import { listProducts } from './templates.ts'

type Schemas = components['schemas']

const timelinePage = 20

/** `/v1/conversations`: their list, each of them, and what is done with one. */
export function conversations(workspace: Workspace, asked: Asked): Response {
  const { method, id, act, entry, me } = asked
  switch (method) {
    case 'GET':
      if (id === undefined) return json(200, listConversations(workspace, asked))
      return show(workspace, workspace.find(id, me), asked)
    case 'PUT':
      return keepDraft(workspace, workspace.find(id ?? '', me).row.id, entry as 'reply' | 'note' | 'aside', asked)
    case 'POST':
      if (id === undefined) return beginByTeam(workspace, asked)
      return change(workspace, workspace.find(id, me), act, asked)
    default:
      throw noSuchAddress()
  }
}

function show(workspace: Workspace, kept: Kept, { act, entry, what, query, me }: Asked): Response {
  switch (act) {
    case undefined:
      return json(200, detailOf(workspace, kept))
    case 'templates':
      return json(200, workspace.templates)
    case 'products':
      return listProducts(workspace, query)
    case 'drafts':
      return json(200, { items: draftsOf(workspace, me, kept.row.id) })
    case 'timeline':
      return json(200, timelineBefore(kept, query.get('cursor') ?? ''))
    default: {
      const message = kept.entries.find((each) => each.id === entry)
      if (message?.kind !== 'message') throw new Refusal(404, 'not-found', 'There is no such message.')
      if (what === 'body') return json(200, { text: message.text.repeat(3), html: null })
      return json(200, { url: '/test/file' })
    }
  }
}

function detailOf({ conversations: all, warnings }: Workspace, kept: Kept): Schemas['ConversationDetail'] {
  const others = all.filter((each) => each.contact.id === kept.contact.id)
  const start = Math.max(0, kept.entries.length - timelinePage)
  return {
    conversation: kept.row,
    contact: { ...kept.contact, conversations: others.map(({ row }) => row) },
    replyTo: kept.replyTo,
    recipientWarnings: warnings,
    sides: [],
    related: [],
    merged: null,
    files: filesOf(kept.row.channel),
    timeline: kept.entries.slice(start),
    earlier: start > 0 ? (kept.entries[start]?.id ?? null) : null,
  }
}

function timelineBefore(kept: Kept, cursor: string): Schemas['TimelinePage'] {
  const end = kept.entries.findIndex((entry) => entry.id === cursor)
  const start = Math.max(0, end - timelinePage)
  return { timeline: kept.entries.slice(start, end), earlier: start > 0 ? (kept.entries[start]?.id ?? null) : null }
}

/** What a reply may take along: anything by mail, what WhatsApp takes on it. */
function filesOf(channel: string): Schemas['FileLimits'] {
  const megabyte = 1024 * 1024
  return channel === 'whatsapp'
    ? {
        most: 10,
        together: 25 * megabyte,
        sorts: [
          { kind: 'image', types: ['image/jpeg', 'image/png'], bytes: 5 * megabyte },
          { kind: 'document', types: [], bytes: 25 * megabyte },
        ],
      }
    : { most: 20, together: 25 * megabyte, sorts: [{ kind: 'document', types: [], bytes: 25 * megabyte }] }
}

function change(workspace: Workspace, kept: Kept, act: string | undefined, asked: Asked): Response {
  const { entry, body, me } = asked
  const { row } = kept
  const author: Schemas['Author'] = { kind: 'agent', id: me.id, name: me.name }
  switch (act ?? '') {
    case 'replies':
      return entry === 'preview' ? previewReply(kept, asked) : reply(workspace, kept, asked)
    case 'notes':
      return writeNote(workspace, kept, asked)
    case 'messages':
      return changeMessage(workspace, kept, asked)
    case 'assign': {
      if (needVersion(asked) !== row.version) throw new Refusal(409, 'owner-changed', 'Somebody changed the owner.')
      const agent = body.agent === null ? null : textOf(body.agent)
      if (body.team !== null && body.team !== row.team) {
        workspace.happen(kept, author, 'moved', row.team, textOf(body.team))
        row.team = textOf(body.team)
      }
      if (agent !== row.assignee) workspace.happen(kept, author, 'assigned', row.assignee, agent)
      row.assignee = agent
      workspace.touch(kept, 'owner')
      return json(200, { conversation: row })
    }
    case 'unmark':
      workspace.warnings = workspace.warnings.filter(({ address }) => address !== body.address)
      workspace.happen(kept, author, 'unmarked', 'bouncing', textOf(body.address))
      workspace.touch(kept, 'status')
      return json(200, { conversation: row })
    case 'labels': {
      needVersion(asked)
      const { add, remove } = body as { add: string[]; remove: string[] }
      for (const label of add) workspace.happen(kept, author, 'labelled', null, label)
      for (const label of remove) workspace.happen(kept, author, 'unlabelled', null, label)
      row.labels = [...new Set([...row.labels, ...add])].filter((label) => !remove.includes(label))
      workspace.touch(kept, 'labels')
      return json(200, { conversation: row })
    }
    case 'close':
      if (kept.written.some(({ version, author: by }) => version > needVersion(asked) && by.kind === 'contact')) {
        throw new Refusal(409, 'message-crossed', 'The customer wrote meanwhile.')
      }
      workspace.close(kept, author)
      return json(200, { conversation: row })
    case 'reopen':
      needVersion(asked)
      row.status = 'open'
      workspace.happen(kept, author, 'reopened', null, null)
      workspace.touch(kept, 'reopened')
      return json(200, { conversation: row })
    default:
      throw noSuchAddress()
  }
}
