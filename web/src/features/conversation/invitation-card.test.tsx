import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import type { ConversationDetail, EntryId, Invitation, Message } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { answerTo, InvitationCard, isSettled } from './invitation-card'
import { OriginalSenderOffer } from './original-sender-offer'

const visit: Invitation = {
  method: 'request',
  uid: 'visit@example.org',
  sequence: 1,
  summary: 'Visit of the shop',
  description: '',
  location: 'Harbour 1',
  start: { local: '2026-12-01T10:30:00', zone: 'Europe/Amsterdam', at: '2026-12-01T09:30:00Z', wholeDay: false },
  end: { local: '2026-12-01T11:30:00', zone: 'Europe/Amsterdam', at: '2026-12-01T10:30:00Z', wholeDay: false },
  repeats: true,
  occurrence: null,
  organiser: { name: 'Olga', address: 'olga@example.org' },
  attendees: [
    { mailbox: { name: 'The help desk', address: 'help@harbourgoods.example' }, participation: 'needs-action', required: true },
  ],
  answerable: true,
}

let asked: { path: string; ifMatch: string | null; key: string | null; body: unknown }[] = []
let detail: ConversationDetail

beforeEach(async () => {
  asked = []
  const token = idToken({ email: 'amelie@harbourgoods.example', name: '', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  const answer = await new FakeRelais().handle(
    new Request('http://relais.test/v1/conversations/conversation-1041', { headers: { Authorization: `Bearer ${token}` } }),
    '',
  )
  detail = (await answer.json()) as ConversationDetail
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'GET') return Response.json(detail)
    asked.push({
      path: new URL(request.url).pathname,
      ifMatch: request.headers.get('If-Match'),
      key: request.headers.get('Idempotency-Key'),
      body: await request.json(),
    })
    return Response.json({ entry: invited(), conversation: detail.conversation })
  }
})

function invited(invitation: Invitation | null = visit): Message {
  const first = detail.timeline.find((entry) => entry.kind === 'message')
  if (first?.kind !== 'message' || first.mail === null) throw new Error('The demo has a mail')
  return { ...first, mail: { ...first.mail, invitation } }
}

function show(message: Message, timeline = detail.timeline, writable = true) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={textsOf('en', en)}>
        <InvitationCard message={message} invitation={message.mail?.invitation ?? visit} row={detail.conversation} timeline={timeline} writable={writable} />
      </GivenTexts>
    </QueryClientProvider>,
  )
}

test('an appointment says what, when, where and who', () => {
  show(invited())
  const card = screen.getByRole('region', { name: 'Visit of the shop' })
  for (const text of ['Invitation', 'Harbour 1', 'Olga', 'The help desk', 'repeats']) expect(card).toHaveTextContent(text)
  expect(card).toHaveTextContent(/2026/)
})

test('an answer is sent with the version that was seen, once for each press', async () => {
  show(invited())
  await userEvent.click(screen.getByRole('button', { name: 'Tentative' }))
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toMatchObject({
    path: `/v1/conversations/${detail.conversation.id}/messages/${invited().id}/answer`,
    ifMatch: `"${detail.conversation.version}"`,
    body: { participation: 'tentative' },
  })
  expect(asked[0]?.key).not.toBeNull()
})

function later(part: Partial<Invitation>): Message {
  return { ...invited({ ...visit, ...part }), id: 'zzzz' as EntryId }
}

test('a newer version or a cancellation of the same organiser settles it, and nobody answers any more', () => {
  const message = invited()
  expect(isSettled(message, visit, [later({ sequence: 2 })])).toBe(true)
  expect(isSettled(message, visit, [later({ method: 'cancel' })])).toBe(true)
  expect(isSettled(message, visit, [later({ method: 'cancel', organiser: { name: null, address: 'eve@example.net' } })])).toBe(false)
  expect(isSettled(message, visit, [later({ sequence: 1 })])).toBe(false)
  show(message, [later({ method: 'cancel' })])
  expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull()
  expect(screen.getByText(/calls it off/)).toBeInTheDocument()
})

test('the answer that was given is shown, and one that was taken back is none', () => {
  const message = invited()
  const given = { invitation: message.id, participation: 'accepted' as const }
  const sent = (state: 'sent' | 'cancelled'): Message => ({
    ...invited(null),
    id: 'zzzz' as EntryId,
    direction: 'out',
    status: { state, at: message.at, attempt: 1, dueAt: null, closes: null, by: null, code: null, cause: null, reason: null, retryable: false } as never,
    mail: message.mail && { ...message.mail, invitation: null, answer: given },
  })
  expect(answerTo(message, [sent('cancelled')])).toBeNull()
  show(message, [sent('sent')])
  expect(screen.getByText(/Accepted by/)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Accept' })).toBeDisabled()
})

test('who passed a mail on is replaced by who wrote it with one press', async () => {
  const original = { name: 'Omar', address: 'omar@example.net' }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={textsOf('en', en)}>
        <OriginalSenderOffer message={invited(null)} original={original} row={detail.conversation} contact={detail.contact} />
      </GivenTexts>
    </QueryClientProvider>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Make Omar the contact' }))
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toMatchObject({
    path: `/v1/conversations/${detail.conversation.id}/contact`,
    body: { message: invited().id, who: 'original-sender' },
  })
})
