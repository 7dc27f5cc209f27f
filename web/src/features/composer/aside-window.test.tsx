import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { connect } from '../../api/client'
import { sessionQuery } from '../../api/session'
import type { ConversationDetail, EntryId } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import type { Aside } from './aside'
import { AsideWindow } from './aside-window'

/** The editor comes when it is needed. */
const patience = { timeout: 8_000 }

let sent: { path: string; body: Record<string, unknown> }[] = []
let detail: ConversationDetail

beforeEach(async () => {
  sent = []
  localStorage.clear()
  const relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: '', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  const get = (path: string) =>
    relais.handle(new Request(`http://relais.test${path}`, { headers: { Authorization: `Bearer ${token}` } }), '')
  detail = (await (await get('/v1/conversations/conversation-1041')).json()) as ConversationDetail
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'GET') return relais.handle(request, '')
    sent.push({ path: new URL(request.url).pathname, body: (await request.json()) as Record<string, unknown> })
    return Response.json({ entry: detail.timeline[0], conversation: detail.conversation }, { status: 201 })
  }
})

function firstMessage(): EntryId {
  const message = detail.timeline.find((entry) => entry.kind === 'message')
  if (message === undefined) throw new Error('The demo has a message')
  return message.id
}

function Opened({ aside, onClose }: { readonly aside: Aside; readonly onClose: () => void }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={textsOf('en', en)}>
        <Loaded aside={aside} onClose={onClose} />
      </GivenTexts>
    </QueryClientProvider>
  )
}

function Loaded({ aside, onClose }: { readonly aside: Aside; readonly onClose: () => void }) {
  return useQuery(sessionQuery()).data === undefined ? null : <AsideWindow detail={detail} aside={aside} onClose={onClose} />
}

test('a message is passed on to whom one says, never to the customer by itself', async () => {
  const closed = vi.fn()
  const message = firstMessage()
  render(<Opened aside={{ kind: 'forward', message }} onClose={closed} />)
  const forward = await screen.findByRole('button', { name: 'Forward' }, patience)
  expect(forward).toBeDisabled()
  expect(screen.getByText(/is not told/)).toBeInTheDocument()
  await userEvent.click(screen.getByRole('textbox', { name: 'To' }))
  await userEvent.paste('parts@supplier.example')
  await userEvent.keyboard('{Enter}')
  await userEvent.click(forward)
  await waitFor(() => expect(closed).toHaveBeenCalledOnce(), patience)
  expect(sent).toHaveLength(1)
  expect(sent[0]?.path).toBe(`/v1/conversations/${detail.conversation.id}/forwards`)
  expect(sent[0]?.body).toMatchObject({
    message,
    to: [{ name: null, address: 'parts@supplier.example' }],
    cc: [],
  })
}, 20_000)

test('an answer in a side thread names it and goes to who takes part there', async () => {
  const side = 'side' as EntryId
  const replyTo = { from: null, to: [{ name: 'Parts', address: 'parts@supplier.example' }], cc: [] }
  detail = { ...detail, sides: [{ id: side, participants: ['parts@supplier.example'], replyTo }] }
  const name = `relais.aside.amelie.${detail.conversation.id}.side`
  localStorage.setItem(name, JSON.stringify([{ html: '<p>Please do</p>', text: 'Please do' }]))
  render(<Opened aside={{ kind: 'reply', side }} onClose={vi.fn()} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Send reply' }, patience))
  await waitFor(() => expect(sent).toHaveLength(1), patience)
  expect(sent[0]?.path).toBe(`/v1/conversations/${detail.conversation.id}/replies`)
  expect(sent[0]?.body).toMatchObject({ side, to: replyTo.to, text: 'Please do' })
  expect(localStorage.getItem(name)).toBeNull()
}, 20_000)
