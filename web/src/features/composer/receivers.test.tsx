import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { conversationQuery } from '../../api/conversation'
import { sessionQuery } from '../../api/session'
import { conversationId, type Message, type UserId } from '../../api/types'
import { CommandsProvider } from '../../commands/commands'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { Composer } from './composer'
import { changeDraft, dropDraft } from './drafts'

/** A mail of Margaret's to our support, with a copy to the depot. */
const id = conversationId('conversation-1044')
const place = { user: 'amelie' as UserId, conversation: id, kind: 'reply' } as const
const texts = textsOf('en', en)

let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  dropDraft(place)
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
  changeDraft(place, { html: '<p>It comes on Friday</p>', text: 'It comes on Friday', basedOn: 99, lastEntry: '01JZ' })
})

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

function Opened({ queries }: { readonly queries: QueryClient }) {
  return (
    <QueryClientProvider client={queries}>
      <GivenTexts texts={texts}>
        <CommandsProvider>
          <Loaded queries={queries} />
        </CommandsProvider>
      </GivenTexts>
    </QueryClientProvider>
  )
}

function Loaded({ queries }: { readonly queries: QueryClient }) {
  const session = useQuery(sessionQuery()).data
  const detail = useQuery(conversationQuery(queries, id)).data
  return session !== undefined && detail !== undefined ? <Composer detail={detail} /> : null
}

async function openBox() {
  render(<Opened queries={client()} />)
  const tab = await screen.findByRole('button', { name: /Reply to customer/ })
  if (tab.getAttribute('aria-expanded') === 'false') await userEvent.click(tab)
}

async function sentMail() {
  const queries = client()
  await userEvent.click(await screen.findByRole('button', { name: /Send reply/ }))
  let mail: Message['mail'] | undefined
  await waitFor(async () => {
    const { timeline } = await queries.query(conversationQuery(queries, id))
    mail = timeline.flatMap((entry) => (entry.kind === 'message' && entry.text === 'It comes on Friday' ? [entry.mail] : []))[0]
    expect(mail).toBeDefined()
  })
  return mail
}

const addresses = (mailboxes: readonly { address: string }[] | undefined) => mailboxes?.map(({ address }) => address)

test('a reply goes to all unless the sender alone is chosen', async () => {
  await openBox()
  expect(await screen.findByRole('radio', { name: 'Reply to all (1 other)' })).toBeChecked()
  expect(within(screen.getByRole('list', { name: 'Cc' })).getByText('depot@carrier.example')).toBeVisible()
  await userEvent.click(screen.getByRole('radio', { name: 'Reply to the sender only' }))
  const mail = await sentMail()
  expect([addresses(mail?.to), addresses(mail?.cc)]).toEqual([['margaret.oneill@example.com'], []])
})

test('a hidden copy is asked for first and goes out beside the open ones', async () => {
  await openBox()
  await userEvent.click(await screen.findByRole('button', { name: 'Add a hidden copy (Bcc)' }))
  expect(screen.getByRole('textbox', { name: 'Bcc' })).toHaveFocus()
  await userEvent.paste('boss@harbourgoods.example')
  await userEvent.keyboard('{Enter}')
  const mail = await sentMail()
  expect([addresses(mail?.cc), addresses(mail?.bcc)]).toEqual([['depot@carrier.example'], ['boss@harbourgoods.example']])
})

test('a reply goes out under the address that is chosen', async () => {
  await openBox()
  const from = await screen.findByRole('combobox', { name: 'From' })
  expect(from).toHaveValue('support@harbourgoods.example')
  await userEvent.selectOptions(from, 'help@harbourgoods.example')
  expect((await sentMail())?.from?.address).toBe('help@harbourgoods.example')
})
