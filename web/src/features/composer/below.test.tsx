import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { conversationQuery } from '../../api/conversation'
import { sessionQuery } from '../../api/session'
import { conversationId, type UserId } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { Below } from './below'
import { changeDraft, dropDraft, readDraft, useDraft } from './drafts'

const id = conversationId('conversation-1041')
const place = { user: 'amelie' as UserId, conversation: id, kind: 'reply' } as const

beforeEach(() => {
  const relais = new FakeRelais()
  dropDraft(place)
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

function Opened() {
  const client = new QueryClient()
  return (
    <QueryClientProvider client={client}>
      <GivenTexts texts={textsOf('en', en)}>
        <Loaded client={client} />
      </GivenTexts>
    </QueryClientProvider>
  )
}

function Loaded({ client }: { readonly client: QueryClient }) {
  const session = useQuery(sessionQuery()).data
  const detail = useQuery(conversationQuery(client, id)).data
  const draft = useDraft(place.user, id, 'reply')
  if (session === undefined || detail === undefined) return null
  return <Below detail={detail} draft={draft} onChange={(change) => changeDraft(place, change)} />
}

test('the signature of the inbox is shown where there is no own one, and left out by one choice', async () => {
  render(<Opened />)
  const signature = await screen.findByRole('combobox', { name: 'Signature' })
  expect(signature).toHaveDisplayValue('The inbox’s')
  expect(screen.getByRole('checkbox', { name: 'Quote the customer’s message' })).toBeChecked()
  await userEvent.selectOptions(signature, 'None')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Quote the customer’s message' }))
  expect([readDraft(place).signature, readDraft(place).quote]).toEqual(['none', false])
})

test('a preview shows the reply as the customer gets it', async () => {
  changeDraft(place, { html: '<p>Dear {{contact.name}}</p>', text: 'Dear {{contact.name}}' })
  render(<Opened />)
  await userEvent.click(await screen.findByRole('button', { name: 'Preview' }))
  const shown = await screen.findByTitle('As the customer gets it')
  expect(shown).toHaveAttribute('srcdoc', expect.stringContaining('Dear Claire Dubois'))
  expect(shown).toHaveAttribute('sandbox', '')
})
