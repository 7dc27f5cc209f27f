import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Chat, ConversationId, EntryId, Message } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { ChatContent, Reactions } from './chat-content'
import { mapLink } from './chat-parts'
import { MessageFiles } from './message-files'
import { NoticeLine, noticeOf } from './notice-line'

const texts = textsOf('en', en)

function InApp({ children }: { readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={texts}>{children}</GivenTexts>
    </QueryClientProvider>
  )
}

const nothing: Chat = {
  words: '', parts: [], answers: null, forwarding: 'none', referral: null, reactions: [],
  editedAt: null, deletedAt: null, template: null, reaction: null, reactable: true,
}

function message(chat: Chat): Message {
  return {
    kind: 'message', id: 'm1' as EntryId, at: '2026-11-20T10:00:00Z', direction: 'in',
    author: { kind: 'contact', id: 'c1', name: 'Lotte' }, from: { kind: 'phone', value: '+31612345678' }, mail: null,
    text: chat.words, html: null, whole: true, files: [], status: null, evidence: 'open-chat', automatic: null,
    newSubject: false, verdicts: null, original: true, chat,
  }
}

function show(part: Partial<Chat>, more: Partial<Message> = {}) {
  const chat = { ...nothing, ...part }
  render(
    <InApp>
      <ChatContent message={{ ...message(chat), ...more }} chat={chat} conversation={'v1' as ConversationId} />
      <Reactions chat={chat} />
    </InApp>,
  )
}

test('a place has a name, coordinates and a map to open', async () => {
  show({ parts: [{ part: 'place', latitude: '52.37', longitude: '4.90', name: 'Café', address: 'Dam 1', url: null }] })
  expect(await screen.findByRole('heading', { name: 'Café' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Open in a map' })).toHaveAttribute(
    'href',
    'https://www.openstreetmap.org/?mlat=52.37&mlon=4.90#map=16/52.37/4.90',
  )
})

test('coordinates that are none give no map', () => {
  expect(mapLink({ latitude: '91', longitude: '0' })).toBeNull()
  expect(mapLink({ latitude: '1"><script>', longitude: '0' })).toBeNull()
  expect(mapLink({ latitude: null, longitude: '4' })).toBeNull()
})

test('a card offers to save each address to the contact', async () => {
  show({ parts: [{ part: 'card', name: 'Jan Smit', company: 'Lampenhuis', phones: ['31611112222'], emails: ['jan@example.org'] }] })
  expect(await screen.findByRole('link', { name: '+31611112222' })).toHaveAttribute('href', 'tel:+31611112222')
  expect(screen.getAllByRole('button', { name: 'Save for this contact' })).toHaveLength(2)
})

test('a deleted message shows nothing of what it said', async () => {
  show({ words: 'My secret', deletedAt: '2026-11-20T10:05:00Z' })
  expect(await screen.findByText(/Deleted by the customer/)).toBeVisible()
  expect(screen.queryByText('My secret')).toBeNull()
})

test('what the team took back in the app of the provider says so', async () => {
  show({ deletedAt: '2026-11-20T10:05:00Z' }, { direction: 'out', author: { kind: 'outside', id: null, name: 'Outside Relais' } })
  expect(await screen.findByText(/Deleted outside Relais/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Show what was deleted' })).toBeVisible()
})

test('an edited message says so and gives its history', async () => {
  show({ words: 'Two lamps?', editedAt: '2026-11-20T10:05:00Z' })
  expect(await screen.findByText('Two lamps?')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Earlier versions' })).toBeVisible()
})

test('a quoted message is gone to with one press', async () => {
  show({ words: 'Yes', answers: { entry: 'm0', author: null, text: 'Shall we send it?', deleted: false } })
  const target = document.createElement('article')
  target.id = 'entry-m0'
  target.scrollIntoView = () => target.setAttribute('data-seen', 'yes')
  document.body.append(target)
  await userEvent.click(await screen.findByRole('button', { name: /Shall we send it\?/ }))
  expect(target).toHaveFocus()
  expect(target).toHaveAttribute('data-seen', 'yes')
  target.remove()
})

test('what is not known yet can be seen as it came', async () => {
  show({ parts: [{ part: 'unsupported', sort: 'hologram', raw: '{"depth":3}' }] })
  expect(await screen.findByRole('heading', { name: 'Not supported yet' })).toBeVisible()
  expect(screen.getByText('{"depth":3}')).toBeInTheDocument()
})

test('reactions stand below with who made them', async () => {
  show({
    words: 'Thanks',
    reactions: [{ author: { kind: 'contact', id: 'c1', name: 'Lotte' }, ours: false, emoji: '👍', at: '2026-11-20T10:05:00Z' }],
  })
  const reactions = await screen.findByRole('list', { name: 'Reactions' })
  expect(reactions).toHaveTextContent('👍Lotte')
})

test('a reaction that was made outside says so', async () => {
  show({
    words: 'Thanks',
    reactions: [{ author: { kind: 'outside', id: null, name: 'Outside Relais' }, ours: true, emoji: '🙏', at: '2026-11-20T10:05:00Z' }],
  })
  expect(await screen.findByRole('list', { name: 'Reactions' })).toHaveTextContent('🙏Someone outside Relais')
})

test('a changed number is one line', async () => {
  const chat: Chat = {
    ...nothing,
    parts: [{ part: 'notice', what: 'changed', becomes: { kind: 'phone', value: '+31699999999' }, words: 'Changed their phone number' }],
  }
  const changed = message(chat)
  const notice = noticeOf(changed)
  if (notice === null) throw new Error('There is a notice')
  render(
    <InApp>
      <NoticeLine notice={notice} message={changed} />
    </InApp>,
  )
  expect(await screen.findByText('+31699999999')).toBeVisible()
})

test('a call says what came of it, how long was talked, and that a machine wrote the words down', async () => {
  show({ parts: [{ part: 'call', outcome: 'answered', talkedSeconds: 187, transcribed: false }] })
  expect(await screen.findByText('Answered call')).toBeVisible()
  expect(screen.getByText('3 min 7 sec talked')).toBeVisible()
})

test('a voicemail shows its words and that a machine wrote them down', async () => {
  show({ words: 'Call me', parts: [{ part: 'call', outcome: 'voicemail', talkedSeconds: null, transcribed: true }] })
  expect(await screen.findByText('Voicemail')).toBeVisible()
  expect(screen.getByText('Call me')).toBeVisible()
  expect(screen.getByText('Written down by a machine')).toBeVisible()
})

const sentTemplate: NonNullable<Chat['template']> = {
  name: 'winter', language: 'en', header: null, media: null, offer: null, footer: null, buttons: ['View'], cards: [], product: null, sections: [],
}

test('a product that stood above is shown with its number, and without a name by that alone', () => {
  show({ words: 'Back in stock', template: { ...sentTemplate, product: { number: 'HG-1', name: 'Lamp' } } })
  expect(screen.getByText('Lamp').closest('.chat-part')).toHaveTextContent(/^Lamp HG-1$/)
  show({ words: 'Back', template: { ...sentTemplate, product: { number: 'HG-2', name: null } } })
  expect(screen.getByText('HG-2').closest('.chat-part')).toHaveTextContent(/^HG-2$/)
})

test('what the button of a list opens is shown in its sections', () => {
  show({
    words: 'The winter table',
    template: {
      ...sentTemplate,
      sections: [
        { title: 'On it', items: [{ number: 'HG-1', name: 'Cups' }, { number: 'HG-2', name: null }] },
        { title: 'Above it', items: [{ number: 'HG-3', name: 'Lamp' }] },
      ],
    },
  })
  const sections = screen.getByRole('region', { name: 'Products to open' })
  expect(within(sections).getAllByRole('heading').map((heading) => heading.textContent)).toEqual(['On it', 'Above it'])
  expect(within(sections).getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Cups HG-1', 'HG-2', 'Lamp HG-3'])
})

test('cards of products are leafed through, though they have no files', () => {
  const card = (number: string) => ({ text: '', buttons: ['See it'], product: { number, name: `Lamp ${number}` } })
  render(
    <InApp>
      <MessageFiles files={[]} cards={[card('1'), card('2')]} />
    </InApp>,
  )
  const cards = screen.getByRole('list', { name: 'Cards to leaf through' })
  expect(cards).toHaveAttribute('tabindex', '0')
  expect(cards).toHaveTextContent('Lamp 1 1See itLamp 2 2See it')
})
