import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { ask, connect } from '../../api/client'
import { conversationQuery } from '../../api/conversation'
import { sessionQuery } from '../../api/session'
import { conversationId, type EntryWritten, type ReplyWords } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { Timeline } from './timeline'
import { TakeWordsContext } from './waiting-reply'

const id = conversationId('conversation-1041')
const texts = textsOf('en', en)
let taken: ReplyWords[] = []

let relais: FakeRelais
let client: QueryClient

beforeEach(async () => {
  relais = new FakeRelais()
  relais.undoSeconds = 10
  client = new QueryClient()
  taken = []
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
  await ask<EntryWritten>(`/v1/conversations/${id}/replies`, {
    method: 'POST',
    body: { html: '<p>Sorry about the lamp</p>', text: 'Sorry about the lamp' },
    ifMatch: 1,
    idempotencyKey: crypto.randomUUID(),
  })
})

function open() {
  render(
    <QueryClientProvider client={client}>
      <GivenTexts texts={texts}>
        <TakeWordsContext value={(words) => taken.push(words)}>
          <Loaded />
        </TakeWordsContext>
      </GivenTexts>
    </QueryClientProvider>,
  )
}

function Loaded() {
  const session = useQuery(sessionQuery()).data
  const detail = useQuery(conversationQuery(client, id)).data
  return session !== undefined && detail !== undefined ? <Timeline detail={detail} /> : null
}

const waiting = () => screen.findByRole('group', { name: 'This reply has not gone out' })

async function customerWrites() {
  await relais.handle(
    new Request('http://relais.test/test/customer-writes', {
      method: 'POST',
      body: JSON.stringify({ conversation: id, text: 'It is mended', name: '' }),
    }),
    'ws://relais.test/live',
  )
}

test('a reply that waits is taken back, and its words go to who writes', async () => {
  open()
  await userEvent.click(within(await waiting()).getByRole('button', { name: 'Cancel and edit' }))
  await screen.findByText(/Amélie Laurent took a reply back/)
  expect(taken.map(({ text }) => text)).toEqual(['Sorry about the lamp'])
  expect(screen.queryByText('Sorry about the lamp')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Show what it said' }))
  expect(await screen.findByRole('button', { name: 'Write on with these words' })).toBeVisible()
})

test('a reply that waits is sent at once', async () => {
  open()
  await userEvent.click(within(await waiting()).getByRole('button', { name: 'Send now' }))
  await waitFor(() => expect(screen.queryByRole('group', { name: 'This reply has not gone out' })).toBeNull())
  expect(relais.asked.some((path) => path.endsWith('/send'))).toBe(true)
})

test('a held reply says why, and goes only when asked', async () => {
  await customerWrites()
  open()
  const held = await waiting()
  expect(held).toHaveTextContent(/Held: .+ wrote before it went out/)
  expect(within(held).queryByRole('button', { name: 'Change the time' })).toBeNull()
  expect(within(held).getByRole('button', { name: 'Discard' })).toBeVisible()
  await userEvent.click(within(held).getByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(screen.queryByRole('group', { name: 'This reply has not gone out' })).toBeNull())
})
