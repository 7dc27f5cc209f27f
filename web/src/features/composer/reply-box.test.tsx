import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useQuery } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { conversationQuery } from '../../api/conversation'
import { sessionQuery } from '../../api/session'
import { conversationId, type UserId } from '../../api/types'
import { CommandsProvider } from '../../commands/commands'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { Composer } from './composer'
import { changeDraft, dropDraft, readDraft } from './drafts'

const id = conversationId('conversation-1041')
const user = 'amelie' as UserId
const place = { user, conversation: id, kind: 'reply' } as const
const texts = textsOf('en', en)

let relais: FakeRelais
/** Set to let the next requests fail on their way back, after the server did its part. */
let lostAnswers = 0

beforeEach(() => {
  relais = new FakeRelais()
  lostAnswers = 0
  dropDraft(place)
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => {
    const answer = await relais.handle(new Request(input, init), 'ws://relais.test/live')
    if (init?.method === 'POST' && lostAnswers > 0) {
      lostAnswers -= 1
      throw new TypeError('Failed to fetch')
    }
    return answer
  }
})

function Opened() {
  const client = new QueryClient()
  return (
    <QueryClientProvider client={client}>
      <GivenTexts texts={texts}>
        <CommandsProvider>
          <Loaded client={client} />
        </CommandsProvider>
      </GivenTexts>
    </QueryClientProvider>
  )
}

function Loaded({ client }: { readonly client: QueryClient }) {
  const session = useQuery(sessionQuery()).data
  const detail = useQuery(conversationQuery(client, id)).data
  return session !== undefined && detail !== undefined ? <Composer detail={detail} /> : null
}

function write(text: string, basedOn = 1) {
  changeDraft(place, { html: `<p>${text}</p>`, text, basedOn, lastEntry: '01JD' })
}

/** The way a person opens a box: it may be open already, since drafts open their box. */
async function openBox(name: RegExp) {
  const tab = await screen.findByRole('button', { name })
  if (tab.getAttribute('aria-expanded') === 'false') await userEvent.click(tab)
}

const replies = () => relais.asked.filter((asked) => asked.endsWith('/replies')).length
const sentTexts = async () => {
  const response = await relais.handle(
    new Request(`http://relais.test/v1/conversations/${id}`, {
      headers: { Authorization: `Bearer ${idToken({ email: 'amelie@harbourgoods.example', name: '', nonce: null }, 'i', 'a')}` },
    }),
    '',
  )
  const { timeline } = (await response.json()) as { timeline: { kind: string; direction?: string; text?: string }[] }
  return timeline.filter((entry) => entry.direction === 'out').map((entry) => entry.text)
}

test('an empty reply cannot be sent', async () => {
  render(<Opened />)
  await openBox(/Reply to customer/)
  expect(await screen.findByRole('button', { name: /Send reply/ })).toBeDisabled()
})

test('a reply that was sent leaves no draft behind', async () => {
  write('Dear Claire')
  render(<Opened />)
  await openBox(/Reply to customer/)
  await userEvent.click(await screen.findByRole('button', { name: /Send reply/ }))
  await waitFor(() => expect(readDraft(place).text).toBe(''))
  expect(await sentTexts()).toEqual(['Dear Claire'])
})

test('a reply whose answer got lost is asked for again and sent once', async () => {
  write('Dear Claire')
  lostAnswers = 1
  render(<Opened />)
  await openBox(/Reply to customer/)
  await userEvent.click(await screen.findByRole('button', { name: /Send reply/ }))
  await waitFor(() => expect(readDraft(place).text).toBe(''), { timeout: 4000 })
  expect([replies(), await sentTexts()]).toEqual([2, ['Dear Claire']])
})

test('a reply whose picture has not arrived says so and stays here', async () => {
  changeDraft(place, { html: '<p>See</p><img src="arriving:0">', text: 'See', basedOn: 1, lastEntry: '01JD' })
  render(<Opened />)
  await openBox(/Reply to customer/)
  expect(await screen.findByText(/A picture in the text has not arrived yet/)).toBeVisible()
  expect(screen.getByRole('button', { name: /Send reply/ })).toBeDisabled()
})

test('two clicks send one reply', async () => {
  write('Dear Claire')
  render(<Opened />)
  await openBox(/Reply to customer/)
  await userEvent.dblClick(await screen.findByRole('button', { name: /Send reply/ }))
  await waitFor(() => expect(readDraft(place).text).toBe(''))
  expect(await sentTexts()).toEqual(['Dear Claire'])
})

test('a crossed reply names who wrote, keeps the draft, and goes out when one insists', async () => {
  await relais.handle(
    new Request('http://relais.test/test/colleague-replies', {
      method: 'POST',
      body: JSON.stringify({ conversation: id, user: 'sanne', text: 'I am on it' }),
    }),
    '',
  )
  write('Dear Claire')
  render(<Opened />)
  await openBox(/Reply to customer/)
  await userEvent.click(await screen.findByRole('button', { name: /Send reply/ }))
  const panel = await screen.findByRole('alertdialog', { name: 'Somebody wrote while you were writing' })
  expect(panel).toHaveTextContent('Sanne de Vries')
  expect(panel).toHaveTextContent('I am on it')
  expect(readDraft(place).text).toBe('Dear Claire')
  await userEvent.click(screen.getByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(readDraft(place).text).toBe(''))
  expect(await sentTexts()).toEqual(['I am on it', 'Dear Claire'])
})

test('a note goes to the address of notes, never to that of replies', async () => {
  changeDraft({ ...place, kind: 'note' }, { html: '<p>Careful</p>', text: 'Careful' })
  render(<Opened />)
  await openBox(/Private note/)
  await userEvent.click(await screen.findByRole('button', { name: /Save note/ }))
  await waitFor(() => expect(relais.asked.filter((asked) => asked.endsWith('/notes'))).toHaveLength(1))
  expect(replies()).toBe(0)
})
