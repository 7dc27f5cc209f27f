import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { ask, connect } from '../../api/client'
import { conversationQuery } from '../../api/conversation'
import { queryKeys } from '../../api/query-keys'
import { sessionQuery } from '../../api/session'
import { conversationId, type KeptDraft, type UserId } from '../../api/types'
import { CommandsProvider } from '../../commands/commands'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { Composer } from './composer'
import { changeDraft, contentOf, dropDraft, emptyDraft, readDraft, showBox } from './drafts'

const id = conversationId('conversation-1041')
const place = { user: 'amelie' as UserId, conversation: id, kind: 'reply' } as const
const texts = textsOf('en', en)

let relais: FakeRelais
let client: QueryClient
let offline = false
/** What answers to questions about drafts wait for. */
let slowly: Promise<void> = Promise.resolve()

beforeEach(() => {
  relais = new FakeRelais()
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  offline = false
  slowly = Promise.resolve()
  dropDraft(place)
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => {
    if (offline) throw new TypeError('Failed to fetch')
    const request = new Request(input, init)
    const answer = await relais.handle(request, 'ws://relais.test/live')
    if (request.method === 'GET' && request.url.endsWith('/drafts')) await slowly
    return answer
  }
  showBox(place)
})

function open() {
  render(
    <QueryClientProvider client={client}>
      <GivenTexts texts={texts}>
        <CommandsProvider>
          <Loaded />
        </CommandsProvider>
      </GivenTexts>
    </QueryClientProvider>,
  )
}

function Loaded() {
  const session = useQuery(sessionQuery()).data
  const detail = useQuery(conversationQuery(client, id)).data
  return session !== undefined && detail !== undefined ? <Composer detail={detail} /> : null
}

function write(text: string) {
  changeDraft(place, { html: `<p>${text}</p>`, text, basedOn: 1, lastEntry: '01JD' })
}

const content = (text: string) => contentOf({ ...emptyDraft, html: `<p>${text}</p>`, text, basedOn: 1, lastEntry: '01JD' })

async function onServer(): Promise<KeptDraft[]> {
  return (await ask<{ items: KeptDraft[] }>(`/v1/conversations/${id}/drafts`)).items
}

function writtenElsewhere(text: string, version: number) {
  return ask<KeptDraft>(`/v1/conversations/${id}/drafts/reply`, {
    method: 'PUT',
    ifMatch: version,
    body: { content: content(text) },
  })
}

test('what is written is saved a moment later', async () => {
  open()
  await screen.findByRole('button', { name: /Send reply/ })
  write('Dear Claire')
  expect(await screen.findByText('Saving…')).toBeVisible()
  expect(await screen.findByText('Saved', {}, { timeout: 4000 })).toBeVisible()
  expect((await onServer()).map((draft) => draft.content)).toEqual([content('Dear Claire')])
})

test('what was written on another device is there', async () => {
  await writtenElsewhere('From the train', 0)
  open()
  await waitFor(() => expect(readDraft(place).text).toBe('From the train'))
})

test('what was asked before the words were stored does not take them away', async () => {
  open()
  await screen.findByRole('button', { name: /Send reply/ })
  await waitFor(() => expect(client.isFetching()).toBe(0))
  let answer: (() => void) | undefined
  slowly = new Promise((resolve) => (answer = resolve))
  const asked = client.invalidateQueries({ queryKey: queryKeys.drafts(id) })
  write('Dear Claire')
  expect(await screen.findByText('Saved', {}, { timeout: 4000 })).toBeVisible()
  answer?.()
  await asked
  await waitFor(() => expect(client.isFetching()).toBe(0))
  expect(readDraft(place).text).toBe('Dear Claire')
})

test('receivers that were chosen before the first word stay', async () => {
  open()
  await screen.findByRole('button', { name: /Send reply/ })
  changeDraft(place, { bcc: [{ name: null, address: 'hidden@boss.example' }] })
  await waitFor(() => expect(readDraft(place).dirty).toBe(false), { timeout: 4000 })
  const [kept] = await onServer()
  await ask(`/v1/conversations/${id}/drafts/reply`, { method: 'PUT', ifMatch: kept?.version ?? 0, body: { content: '' } })
  await client.invalidateQueries({ queryKey: queryKeys.drafts(id) })
  await waitFor(() => expect(readDraft(place).server).toBeGreaterThan(kept?.version ?? 0))
  expect(readDraft(place).bcc?.map(({ address }) => address)).toEqual(['hidden@boss.example'])
})

test('leaving saves at once, and nothing that was sent comes back', async () => {
  open()
  await screen.findByRole('button', { name: /Send reply/ })
  write('Dear Claire')
  cleanup()
  await waitFor(async () => expect(await onServer()).toHaveLength(1))
  open()
  await userEvent.click(await screen.findByRole('button', { name: /Send reply/ }))
  await waitFor(() => expect(readDraft(place).text).toBe(''))
  expect(await onServer()).toEqual([])
  await client.invalidateQueries()
  expect(readDraft(place).text).toBe('')
})

test('without the server the words are safe here, and follow when it is back', async () => {
  open()
  await screen.findByRole('button', { name: /Send reply/ })
  offline = true
  write('In the tunnel')
  expect(await screen.findByText('Saved on this device only', {}, { timeout: 4000 })).toBeVisible()
  offline = false
  window.dispatchEvent(new Event('online'))
  expect(await screen.findByText('Saved')).toBeVisible()
  expect((await onServer()).map((draft) => draft.content)).toEqual([content('In the tunnel')])
})

test('two devices do not wipe each other: both texts are kept until one is chosen', async () => {
  open()
  await screen.findByRole('button', { name: /Send reply/ })
  write('Here')
  await writtenElsewhere('There', 0)
  const conflict = await screen.findByRole('alertdialog', { name: 'Two texts for one draft' }, { timeout: 4000 })
  expect(conflict).toHaveTextContent('There')
  expect(readDraft(place).text).toBe('Here')
  expect(screen.getByRole('button', { name: /Send reply/ })).toBeDisabled()
  await userEvent.click(screen.getByRole('button', { name: 'Use that one' }))
  expect(readDraft(place).text).toBe('There')
  expect((await onServer()).map((draft) => draft.content)).toEqual([content('There')])
})

test('keeping the words here writes them over the others', async () => {
  open()
  await screen.findByRole('button', { name: /Send reply/ })
  write('Here')
  await writtenElsewhere('There', 0)
  await userEvent.click(await screen.findByRole('button', { name: 'Keep mine here' }, { timeout: 4000 }))
  await waitFor(async () => expect((await onServer()).map((draft) => draft.content)).toEqual([content('Here')]))
})
