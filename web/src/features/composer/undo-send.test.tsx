import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { conversationQuery } from '../../api/conversation'
import { sessionQuery } from '../../api/session'
import { type ConversationId, conversationId, type UserId } from '../../api/types'
import { CommandsProvider } from '../../commands/commands'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { Toasts } from '../../ui/toast'
import { Composer } from './composer'
import { changeDraft, dropDraft, readDraft } from './drafts'
import { UndoSend } from './undo-send'

const id = conversationId('conversation-1041')
const place = { user: 'amelie' as UserId, conversation: id, kind: 'reply' } as const
const texts = textsOf('en', en)

let relais: FakeRelais
let shown: ConversationId[] = []

beforeEach(() => {
  relais = new FakeRelais()
  relais.undoSeconds = 10
  shown = []
  dropDraft(place)
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
  changeDraft(place, { html: '<p>Sorry</p>', text: 'Sorry', basedOn: 1, lastEntry: '01JD' })
})

function App() {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={texts}>
        <CommandsProvider>
          <Loaded client={new QueryClient()} />
          <Toasts />
        </CommandsProvider>
      </GivenTexts>
    </QueryClientProvider>
  )
}

function Loaded({ client }: { readonly client: QueryClient }) {
  const session = useQuery(sessionQuery()).data
  const detail = useQuery(conversationQuery(client, id)).data
  if (session === undefined || detail === undefined) return null
  return (
    <>
      <Composer detail={detail} />
      <UndoSend onTakenBack={(conversation) => shown.push(conversation)} />
    </>
  )
}

async function send() {
  render(<App />)
  const tab = await screen.findByRole('button', { name: /Reply/ })
  if (tab.getAttribute('aria-expanded') === 'false') await userEvent.click(tab)
  await userEvent.click(await screen.findByRole('button', { name: /Send reply/ }))
}

test('a reply that was just sent comes back into the draft', async () => {
  await send()
  expect(await screen.findByRole('group', { name: 'The reply goes out in 10 seconds' })).toBeVisible()
  expect(readDraft(place).text).toBe('')
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(readDraft(place).text).toBe('Sorry'))
  expect(readDraft(place).html).toBe('<p>Sorry</p>')
  expect(shown).toEqual([id])
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

test('Z takes it back too, and what was begun meanwhile stays below it', async () => {
  await send()
  await screen.findByRole('button', { name: 'Undo' })
  changeDraft(place, { html: '<p>And</p>', text: 'And' })
  await userEvent.click(document.body)
  await userEvent.keyboard('z')
  await waitFor(() => expect(readDraft(place).html).toBe('<p>Sorry</p><p>And</p>'))
})

test('too late is said', async () => {
  await send()
  const undo = await screen.findByRole('button', { name: 'Undo' })
  const sent = relais.asked.length
  await relais.handle(
    new Request('http://relais.test/test/trouble', { method: 'POST', body: JSON.stringify({ status: 409, times: 1 }) }),
    '',
  )
  await userEvent.click(undo)
  expect(await screen.findByRole('group', { name: 'Too late: the reply has gone out.' })).toBeVisible()
  expect(relais.asked.length).toBeGreaterThan(sent)
  expect(readDraft(place).text).toBe('')
})
