import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { ask, connect } from '../../api/client'
import { sessionQuery } from '../../api/session'
import type { ConversationDetail, EntryId, KeptDraft, UserId } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { Toasts } from '../../ui/toast'
import { type Aside, dropAside, keepAside } from './aside'
import { AsideWindow } from './aside-window'
import { BegunAsides } from './begun-asides'

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
    if (request.method !== 'POST') return relais.handle(request, '')
    sent.push({ path: new URL(request.url).pathname, body: (await request.json()) as Record<string, unknown> })
    return Response.json({ entry: detail.timeline[0], conversation: detail.conversation }, { status: 201 })
  }
})

function firstMessage(): EntryId {
  const message = detail.timeline.find((entry) => entry.kind === 'message')
  if (message === undefined) throw new Error('The demo has a message')
  return message.id
}

function Surroundings({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <GivenTexts texts={textsOf('en', en)}>{children}</GivenTexts>
    </QueryClientProvider>
  )
}

function WithSession({ children }: { readonly children: () => ReactNode }) {
  return useQuery(sessionQuery()).data === undefined ? null : children()
}

function Opened({ aside, onClose }: { readonly aside: Aside; readonly onClose: () => void }) {
  return (
    <Surroundings>
      <WithSession>{() => <AsideWindow detail={detail} aside={aside} onClose={onClose} />}</WithSession>
    </Surroundings>
  )
}

const amelie = 'amelie' as UserId

function begin(aside: Aside, text: string) {
  const to = aside.kind === 'forward' ? [{ name: null, address: 'parts@supplier.example' }] : null
  const rest = { to, cc: null, files: [], forwarded: null, signature: null, basedOn: 1 }
  keepAside(amelie, detail.conversation.id, aside, { ...rest, html: `<p>${text}</p>`, text, id: text, key: text })
}

async function drafts(): Promise<KeptDraft[]> {
  return (await ask<{ items: KeptDraft[] }>(`/v1/conversations/${detail.conversation.id}/drafts`)).items
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
  begin({ kind: 'reply', side }, 'Please do')
  render(<Opened aside={{ kind: 'reply', side }} onClose={vi.fn()} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Send reply' }, patience))
  await waitFor(() => expect(sent).toHaveLength(1), patience)
  expect(sent[0]?.path).toBe(`/v1/conversations/${detail.conversation.id}/replies`)
  expect(sent[0]?.body).toMatchObject({ side, to: replyTo.to, text: 'Please do' })
  await waitFor(async () => expect((await drafts()).map(({ content }) => content)).toEqual(['']), patience)
}, 20_000)

test('what is begun aside shows in its conversation, goes on from there, and is thrown away with a way back', async () => {
  begin({ kind: 'forward', message: null }, 'Have you got these?')
  render(
    <Surroundings>
      <WithSession>{() => <BegunAsides detail={detail} />}</WithSession>
      <Toasts />
    </Surroundings>,
  )
  const begun = await screen.findByRole('list', { name: 'Begun and not sent' })
  expect(begun).toHaveTextContent('Forward to parts@supplier.example')
  // It is written anew on what is there now.
  await waitFor(async () => expect((await drafts())[0]?.content).toContain('"basedOn":null'), patience)
  await waitFor(async () => expect((await drafts()).some(({ content }) => content.includes('Have you got these?'))).toBe(true), patience)
  await userEvent.click(screen.getByRole('button', { name: 'Throw away: Forward to parts@supplier.example' }))
  expect(screen.queryByRole('list', { name: 'Begun and not sent' })).toBeNull()
  await waitFor(async () => expect((await drafts()).map(({ content }) => content)).toEqual(['']), patience)
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(screen.getByRole('list', { name: 'Begun and not sent' })).toHaveTextContent('Forward to parts@supplier.example')
  dropAside(amelie, detail.conversation.id, { kind: 'forward', message: null })
}, 20_000)
