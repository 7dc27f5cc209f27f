import type { components } from '../../src/api/schema.ts'
import { json, Refusal } from '../answers.ts'
import { type Asked, needKey, textOf } from '../asked.ts'
import { inboxes, type Kept, nextId, type Person, plainMail } from '../demo-workspace.ts'
import type { Workspace } from '../workspace.ts'

type Schemas = components['schemas']

/** Writes a message of the team down; it goes its way later, or never. */
export function write(
  workspace: Workspace,
  kept: Kept,
  author: Schemas['Author'],
  body: Record<string, unknown>,
  dueAt: string | null = null,
): Schemas['Message'] {
  const text = textOf(body.text)
  const html = textOf(body.html)
  const message: Schemas['Message'] = {
    kind: 'message',
    id: nextId(),
    at: workspace.time(),
    direction: 'out',
    author,
    from: null,
    mail:
      kept.row.channel === 'email'
        ? {
            subject: `Re: ${kept.row.subject} [#${kept.row.caseNumber}]`,
            from: senderOf(kept, body.from),
            to: (body.to as Schemas['Mailbox'][] | undefined) ?? kept.replyTo?.to ?? [],
            cc: (body.cc as Schemas['Mailbox'][] | undefined) ?? [],
            bcc: (body.bcc as Schemas['Mailbox'][] | undefined) ?? [],
            ...plainMail,
            side: typeof body.side === 'string' ? body.side : null,
          }
        : null,
    text,
    html: html === '' ? null : html,
    whole: true,
    files: [],
    status: queued(workspace.time()),
    evidence: null,
    automatic: null,
    newSubject: false,
    verdicts: null,
    chat: null,
    original: false,
  }
  kept.entries.push(message)
  if (dueAt === null) {
    Object.assign(kept.row, { preview: text.slice(0, 140), lastActivityAt: workspace.time(), waitingSince: null })
  } else {
    message.status = { ...queued(workspace.time()), state: 'scheduled', dueAt }
    kept.row.nextDueAt = dueAt
  }
  workspace.touch(kept, 'message-out')
  kept.written.push({ version: kept.row.version, author, at: workspace.time() })
  return message
}

/** The mailbox in From: the address that was asked for, or the one the customer wrote to. */
function senderOf(kept: Kept, address: unknown): Schemas['Mailbox'] | null {
  const senders = inboxes.find((inbox) => inbox.id === kept.row.inbox)?.senders ?? []
  return senders.find((sender) => sender.address === address) ?? kept.replyTo?.from ?? null
}

function queued(at: string): Schemas['DeliveryStatus'] {
  return { state: 'queued', at, attempt: 1, code: null, cause: null, reason: null, retryable: false, dueAt: null, by: null }
}

/** Lets a message go its way, one step after the other. */
export function deliver(workspace: Workspace, kept: Kept, message: Schemas['Message']) {
  const steps = ['sending', 'sent', 'delivered'] as const
  const step = (index: number) => {
    const state = steps[index]
    if (state === undefined || message.status === null) return
    message.status = { ...message.status, state, at: workspace.time(), reason: null, code: null, cause: null }
    workspace.touch(kept, 'status')
    setTimeout(() => step(index + 1), 700).unref()
  }
  setTimeout(() => step(0), 400).unref()
}

/** What can be done about one message: send again what failed, change what waits. */
export function changeMessage(workspace: Workspace, kept: Kept, asked: Asked): Response {
  const message = kept.entries.find((each) => each.id === asked.entry)
  if (asked.what !== 'retry' && message?.kind === 'message') return changeWaiting(workspace, kept, message, asked)
  needKey(asked)
  if (message?.kind !== 'message' || message.status?.state !== 'failed') {
    throw new Refusal(409, 'not-failed', 'This message did not fail.')
  }
  message.status = { ...message.status, state: 'queued', attempt: message.status.attempt + 1, code: null, cause: null, reason: null, at: workspace.time() }
  kept.row.failed = false
  workspace.touch(kept, 'status')
  deliver(workspace, kept, message)
  return json(202, { entry: message, conversation: kept.row })
}

/** What can be done about a reply that has not gone out. It goes by hand only: the clock of a test stands still. */
function changeWaiting(workspace: Workspace, kept: Kept, message: Schemas['Message'], { what, body, me }: Asked): Response {
  const before = message.status
  if (before?.state === 'cancelled' && what === 'cancel') return cancelled(kept, message, me)
  if (before?.state !== 'scheduled' && before?.state !== 'held') {
    throw new Refusal(409, 'not-waiting', 'This reply has gone out.')
  }
  kept.row.held = false
  kept.row.nextDueAt = null
  if (what === 'cancel') {
    message.status = { ...before, state: 'cancelled', at: workspace.time(), dueAt: null, by: { kind: 'agent', id: me.id, name: me.name } }
    workspace.touch(kept, 'status')
    return cancelled(kept, message, me)
  }
  if (what === 'schedule') {
    message.status = { ...before, dueAt: textOf(body.sendAt) }
    kept.row.nextDueAt = textOf(body.sendAt)
  } else {
    message.status = queued(workspace.time())
    kept.row.waitingSince = null
    deliver(workspace, kept, message)
  }
  workspace.touch(kept, 'status')
  return json(200, { entry: message, conversation: kept.row })
}

/** Whoever wrote it gets the words back. */
function cancelled(kept: Kept, message: Schemas['Message'], me: Person): Response {
  const { html, text, mail } = message
  const words =
    message.author.id === me.id
      ? { html, text, from: mail?.from?.address ?? null, to: mail?.to ?? [], cc: mail?.cc ?? [], bcc: mail?.bcc ?? [], files: [], template: null }
      : null
  return json(200, { entry: message, conversation: kept.row, words })
}
