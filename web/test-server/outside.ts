import type { components } from '../src/api/schema.ts'
import { json, Refusal } from './answers.ts'
import { readBody, textOf } from './asked.ts'
import { type Kept, nextId, people, plainMail } from './demo-workspace.ts'
import { write } from './features/message.ts'
import type { Workspace } from './workspace.ts'

type Schemas = components['schemas']

/** `/test/…`: the outside world, played by a test. */
export async function playOutside(workspace: Workspace, path: string, request: Request): Promise<Response> {
  const body = request.method === 'POST' ? await readBody(request) : {}
  const kept = workspace.conversations.find((each) => each.row.id === body.conversation)
  switch (path) {
    case '/test/file':
      return new Response('original', {
        headers: { 'Content-Type': 'text/plain', 'Content-Disposition': 'attachment; filename="original.eml"' },
      })
    case '/test/trouble':
      workspace.trouble = { status: Number(body.status), times: Number(body.times) }
      return json(200, {})
    case '/test/undo':
      workspace.undoSeconds = Number(body.seconds)
      return json(200, {})
    case '/test/customer-writes':
      return json(200, customerWrites(workspace, kept, textOf(body.text), textOf(body.name)))
    case '/test/colleague-replies': {
      if (kept === undefined) throw new Refusal(404, 'not-found', 'There is no such conversation.')
      const who = people.find((person) => person.id === body.user)
      write(workspace, kept, { kind: 'agent', id: who?.id ?? null, name: who?.name ?? '' }, { text: body.text })
      return json(200, {})
    }
    case '/test/colleague-assigns': {
      if (kept === undefined) throw new Refusal(404, 'not-found', 'There is no such conversation.')
      kept.row.assignee = textOf(body.user)
      // Silent: the app must find out from the refusal.
      kept.row.version += 1
      return json(200, {})
    }
    case '/test/message-fails': {
      const message = kept?.entries.findLast((each) => each.kind === 'message' && each.direction === 'out')
      if (kept === undefined || message?.kind !== 'message' || message.status === null) return json(404, {})
      message.status = { ...message.status, state: 'failed', code: 'bounce', cause: null, reason: textOf(body.reason), retryable: true }
      kept.row.failed = true
      workspace.touch(kept, 'status')
      return json(200, {})
    }
    default:
      throw new Refusal(404, 'not-found', 'There is no such thing to play.')
  }
}

/** @param known undefined when they begin a conversation */
function customerWrites(workspace: Workspace, known: Kept | undefined, text: string, name: string): { id: string } {
  const at = workspace.time()
  const kept = known ?? workspace.beginConversation(name, text)
  const author: Schemas['Author'] = { kind: 'contact', id: kept.contact.id, name: kept.contact.name }
  if (known !== undefined) {
    kept.entries.push({
      kind: 'message',
      id: nextId(),
      at,
      direction: 'in',
      author,
      from: kept.contact.identities[0] ?? null,
      mail: kept.row.channel === 'email' ? { subject: `Re: ${kept.row.subject}`, from: null, to: [], cc: [], bcc: [], ...plainMail } : null,
      text,
      html: null,
      whole: true,
      files: [],
      status: null,
      evidence: kept.row.channel === 'email' ? 'message-id' : 'open-chat',
      automatic: null,
      newSubject: false,
      verdicts: null,
      chat: null,
      original: true,
    })
  }
  // Replies that wait are held: whoever wrote them did not know of this.
  for (const each of kept.entries) {
    if (each.kind !== 'message' || each.status?.state !== 'scheduled') continue
    each.status = { ...each.status, state: 'held', dueAt: null }
    Object.assign(kept.row, { held: true, nextDueAt: null })
  }
  Object.assign(kept.row, { preview: text, lastActivityAt: at, waitingSince: at, status: 'open' })
  if (kept.row.windowClosesAt !== null) kept.row.windowClosesAt = new Date(Date.parse(at) + 24 * 3_600_000).toISOString()
  workspace.touch(kept, known === undefined ? 'created' : 'message-in')
  kept.written.push({ version: kept.row.version, author, at })
  return { id: kept.row.id }
}
