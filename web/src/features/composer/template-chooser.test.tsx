import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { connect } from '../../api/client'
import { conversationQuery } from '../../api/conversation'
import { sessionQuery } from '../../api/session'
import { conversationId, type UserId } from '../../api/types'
import { CommandsProvider } from '../../commands/commands'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { Composer } from './composer'
import { changeDraft, dropDraft, readDraft } from './drafts'

/** Emma wrote thirty hours ago: the time for free answers is over. */
const id = conversationId('conversation-1046')
const place = { user: 'amelie' as UserId, conversation: id, kind: 'reply' } as const
let relais: FakeRelais
let sent: unknown[]

beforeEach(() => {
  relais = new FakeRelais()
  sent = []
  localStorage.clear()
  dropDraft(place)
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.url.endsWith('/replies')) sent.push(await request.clone().json())
    return relais.handle(request, 'ws://relais.test/live')
  }
})

afterEach(() => vi.useRealTimers())

function Opened() {
  const client = new QueryClient()
  return (
    <QueryClientProvider client={client}>
      <GivenTexts texts={textsOf('en', en)}>
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

async function open() {
  render(<Opened />)
  const tab = await screen.findByRole('button', { name: /^Reply/ })
  if (tab.getAttribute('aria-expanded') === 'false') await userEvent.click(tab)
}

test('when the time is over a template is chosen, filled in, seen as the customer sees it, and sent once', async () => {
  await open()
  expect(await screen.findByText(/The time for free answers on WhatsApp ended/)).toBeInTheDocument()
  const list = await screen.findByRole('listbox', { name: 'Choose a template' })
  const options = within(list).getAllByRole('option').map((option) => option.textContent)
  expect(options[0]).toContain('Order ready')
  expect(options.find((option) => option.startsWith('Sale'))).toContain('Paused by WhatsApp')
  expect(within(list).getByRole('option', { name: /Sale/ })).toHaveAttribute('aria-disabled', 'true')
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search by name or words' }), 'bestelling')
  await userEvent.click(await screen.findByRole('option', { name: /Order ready/ }))

  const preview = screen.getByRole('figure', { name: 'What the customer will see' })
  expect(preview).toHaveTextContent('Your order')
  expect(preview).toHaveTextContent('Hi Emma, your order 2 is ready.')
  expect(within(preview).getByText('Emma').tagName).toBe('STRONG')
  expect(preview).toHaveTextContent('I am coming')
  const send = screen.getByRole('button', { name: /^Send reply/ })
  expect(send).toBeDisabled()
  const gap = screen.getByRole('combobox', { name: /^your order …/ })
  expect(gap).toBeRequired()
  await userEvent.type(gap, 'HG-20460')
  expect(preview).toHaveTextContent('Hi Emma, your order HG-20460 is ready.')
  await userEvent.click(send)
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({
    template: { name: 'order_ready', language: 'en', values: { 'body.1': 'Emma', 'body.2': 'HG-20460' } },
  })
  expect(sent[0]).not.toHaveProperty('html')
  await waitFor(() => expect(readDraft(place).template).toBeNull())
}, 20_000)

test('another language keeps what was filled in, and what was written freely stays for later', async () => {
  changeDraft(place, { html: '<p>Dear</p>', text: 'Dear', basedOn: 1, lastEntry: '01JD' })
  await open()
  await userEvent.click(await screen.findByRole('option', { name: /Order ready/ }))
  await userEvent.type(screen.getByRole('combobox', { name: /^your order …/ }), 'HG-1')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Language' }), 'nl')
  expect(screen.getByRole('figure')).toHaveTextContent('Hoi Emma, je bestelling HG-1 ligt klaar.')
  changeDraft(place, { basedOn: null, lastEntry: null })
  await userEvent.click(screen.getByRole('button', { name: /^Send reply/ }))
  await waitFor(() => expect(sent).toHaveLength(1))
  await waitFor(() => expect(readDraft(place)).toMatchObject({ template: null, text: 'Dear' }))
}, 20_000)

test('an inbox without templates says what to do', async () => {
  relais.templates = { ...relais.templates, items: [], ready: false }
  await open()
  expect(await screen.findByText(/The ID of the WhatsApp Business account is missing/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Fetch again' })).not.toBeInTheDocument()
})

test('templates that were never fetched appear by themselves', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const there = relais.templates
  relais.templates = { ...there, items: [], fetchedAt: null }
  await open()
  expect(await screen.findByText(/being fetched, which takes up to a minute/)).toBeVisible()
  relais.templates = there
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await screen.findByRole('option', { name: /Order ready/ })).toBeVisible()
})

test('what was used recently stands first, until what is typed leaves it out', async () => {
  const [first] = relais.templates.items
  if (first === undefined) throw new Error('There is one')
  relais.templates = { ...relais.templates, items: [first, { ...first, name: 'shop' }] }
  localStorage.setItem('relais.templates.amelie', '["shop"]')
  await open()
  expect(await screen.findByRole('group', { name: 'Used recently' })).toHaveTextContent('Shop')
  expect(screen.getByRole('group', { name: 'All templates' })).toHaveTextContent('Order ready')
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search by name or words' }), 'order r')
  expect(await screen.findByRole('group', { name: 'Templates' })).toHaveTextContent('Order ready')
  expect(screen.queryByRole('option', { name: 'Shop' })).not.toBeInTheDocument()
}, 20_000)

test('a template with a picture takes no other file, shows the picture, and leaves with it', async () => {
  const files = { most: 1, together: 5_000_000, sorts: [{ kind: 'image', types: ['image/jpeg', 'image/png'], bytes: 5_242_880 }] }
  const [first] = relais.templates.items
  if (first === undefined) throw new Error('There is one')
  const picture = { ...first, name: 'look', header: null, media: 'image', files, gaps: [], buttons: [], cards: [] }
  relais.templates = { ...relais.templates, items: [picture] }
  await open()
  const option = await screen.findByRole('option', { name: /Look/ })
  expect(option).toHaveTextContent('Picture · en')
  await userEvent.click(option)
  const group = screen.getByRole('group', { name: 'Picture above the text' })
  expect(group).toHaveTextContent('JPEG or PNG, up to 5 MB')
  const send = screen.getByRole('button', { name: /^Send reply/ })
  expect(send).toBeDisabled()
  await userEvent.upload(screen.getByLabelText('Choose a picture'), new File(['GIF'], 'a.gif', { type: 'image/gif' }), { applyAccept: false })
  expect(await within(group).findByRole('alert')).toHaveTextContent('Only JPEG or PNG can stand here.')
  expect(screen.getByRole('figure')).toHaveTextContent('Picture')

  changeDraft(place, {
    template: {
      ...{ name: 'look', language: 'en', values: {}, ready: true },
      files: [{ upload: 'u1', name: 'winter.png', type: 'image/png', size: 3, storedAt: Date.now() }],
    },
  })
  expect(await within(group).findByText('winter.png')).toBeInTheDocument()
  await userEvent.click(send)
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({ template: { name: 'look' }, files: [{ upload: 'u1', name: 'winter.png', type: 'image/png' }] })
}, 20_000)

test('cards are filled in one by one, are leafed through, and leave with a file each', async () => {
  const files = { most: 2, together: 9_000_000, sorts: [{ kind: 'image', types: ['image/png'], bytes: 5_242_880 }] }
  const [first] = relais.templates.items
  if (first === undefined) throw new Error('There is one')
  const cards = ['A coat for {{1}}', 'A hat'].map((body) => ({
    media: 'image' as const,
    body,
    buttons: [{ sort: 'quick_reply', label: 'Keep it', target: null }],
  }))
  const gaps = [{ id: 'card.0.body.1', card: 0, place: 'body' as const, name: null, example: '€ 99', proposed: null }]
  relais.templates = { ...relais.templates, items: [{ ...first, name: 'coats', header: null, files, gaps, buttons: [], cards }] }
  const stored = ['coat', 'hat'].map((name) => ({ upload: name, name: `${name}.png`, type: 'image/png', size: 3, storedAt: Date.now() }))
  await open()
  const option = await screen.findByRole('option', { name: /Coats/ })
  expect(option).toHaveTextContent('Cards · en')
  await userEvent.click(option)
  const card = screen.getByRole('group', { name: 'Card 1 of 2' })
  expect(within(card).getByRole('group', { name: 'Picture' })).toHaveTextContent('PNG, up to 5 MB')
  expect(within(screen.getByRole('group', { name: 'Card 2 of 2' })).queryByRole('combobox')).toBeNull()
  changeDraft(place, { template: { name: 'coats', language: 'en', values: { 'card.0.body.1': '' }, files: stored, ready: false } })
  await userEvent.type(within(card).getByRole('combobox', { name: /coat for …/ }), '€ 99')
  const leaf = screen.getByRole('list', { name: 'Cards to leaf through' })
  expect(leaf).toHaveAttribute('tabindex', '0')
  expect(leaf).toHaveTextContent('A coat for € 99')
  await userEvent.click(screen.getByRole('button', { name: /^Send reply/ }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({
    template: { values: { 'card.0.body.1': '€ 99' } },
    files: [{ upload: 'coat' }, { upload: 'hat' }],
  })
}, 20_000)

test('a place is told by its facts; what is on no map is said', async () => {
  const gap = (id: string) => ({ id: `map.${id}`, card: null, place: 'map' as const, name: id, example: null, proposed: null })
  const [first] = relais.templates.items
  if (first === undefined) throw new Error('There is one')
  const gaps = ['name', 'address', 'latitude', 'longitude'].map(gap)
  relais.templates = { ...relais.templates, items: [{ ...first, name: 'shop', header: null, place: true, gaps, buttons: [] }] }
  await open()
  await userEvent.click(await screen.findByRole('option', { name: /Shop/ }))
  await userEvent.type(screen.getByRole('textbox', { name: /^Name of the place/ }), 'Our shop')
  await userEvent.type(screen.getByRole('textbox', { name: /^Address/ }), 'Kade 1')
  const latitude = screen.getByRole('textbox', { name: /^Latitude/ })
  await userEvent.type(latitude, '95')
  expect(latitude).toBeInvalid()
  expect(screen.getByText('A number from -90 to 90')).toBeInTheDocument()
  await userEvent.clear(latitude)
  await userEvent.click(latitude)
  await userEvent.paste('52.6424, 5.0601')
  expect(screen.getByRole('textbox', { name: /^Longitude/ })).toHaveValue('5.0601')
  expect(screen.getByRole('figure')).toHaveTextContent('Our shopKade 1')
  await userEvent.click(screen.getByRole('button', { name: /^Send reply/ }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({ template: { values: { 'map.latitude': '52.6424', 'map.longitude': '5.0601' } } })
}, 20_000)

test('an offer says when it ends, by the clock of its author, and not in the past', async () => {
  const [first] = relais.templates.items
  if (first === undefined) throw new Error('There is one')
  const gaps = [{ id: 'offer.ends', card: null, place: 'offer' as const, name: null, example: null, proposed: null }]
  const offer = { text: 'Harbour weekend', ends: true }
  relais.templates = { ...relais.templates, items: [{ ...first, name: 'sale', header: null, offer, gaps, buttons: [] }] }
  await open()
  await userEvent.click(await screen.findByRole('option', { name: /Sale/ }))
  const preview = screen.getByRole('figure')
  expect(preview).toHaveTextContent('Harbour weekendThe offer ends')
  const ends = screen.getByLabelText(/^The offer ends/)
  fireEvent.change(ends, { target: { value: '2020-01-01T10:00' } })
  expect(ends).toBeInvalid()
  expect(screen.getByText('That moment is over. Choose a later one.')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: /^Send reply/ })).toBeDisabled()
  fireEvent.change(ends, { target: { value: '2099-06-01T10:00' } })
  expect(ends).toHaveValue('2099-06-01T10:00')
  expect(preview).toHaveTextContent(/Harbour weekendEnds Mon, Jun 1/)
  await userEvent.click(screen.getByRole('button', { name: /^Send reply/ }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({ template: { values: { 'offer.ends': new Date('2099-06-01T10:00').toISOString() } } })
}, 20_000)
