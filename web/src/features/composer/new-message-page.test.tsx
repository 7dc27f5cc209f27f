import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { ask, connect } from '../../api/client'
import { sessionQuery } from '../../api/session'
import type { ConversationId, KeptDraft } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { NewMessagePage } from './new-message-page'

const kept = 'relais.first.marco.'
let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  localStorage.clear()
  const token = idToken({ email: 'marco@harbourgoods.example', name: 'Marco', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

function Opened({ onBegun }: { readonly onBegun: (id: ConversationId) => void }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={textsOf('en', en)}>
        <Loaded onBegun={onBegun} />
      </GivenTexts>
    </QueryClientProvider>
  )
}

function Loaded({ onBegun }: { readonly onBegun: (id: ConversationId) => void }) {
  return useQuery(sessionQuery()).data === undefined ? null : <NewMessagePage onBegun={onBegun} onAgain={() => undefined} />
}

test('a message goes out once it has a receiver, a subject and words, and opens its conversation', async () => {
  localStorage.setItem(kept, JSON.stringify({ piles: { new: [{ subject: 'Your lamp', html: '<p>It is here</p>', text: 'It is here' }] } }))
  const begun = vi.fn()
  render(<Opened onBegun={begun} />)
  const send = await screen.findByRole('button', { name: 'Send' })
  expect(send).toBeDisabled()
  await userEvent.click(screen.getByRole('textbox', { name: 'To' }))
  await userEvent.paste('Kim <kim@new.example>')
  await userEvent.keyboard('{Enter}')
  await userEvent.click(send)
  await waitFor(() => expect(begun).toHaveBeenCalledOnce())
  expect(relais.asked.filter((asked) => asked === 'POST /v1/conversations')).toHaveLength(1)
  await waitFor(() => expect(localStorage.getItem(kept)).toBeNull(), { timeout: 4_000 })
  expect((await ask<KeptDraft>('/v1/drafts/first')).content).toBe('')
})

test('only inboxes of one’s own teams in which one can begin are there to choose', async () => {
  render(<Opened onBegun={vi.fn()} />)
  const inbox = await screen.findByRole('combobox', { name: 'Out of the inbox' })
  expect([...inbox.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
    'Support · support@harbourgoods.example',
    'Sales · sales@harbourgoods.example',
    'WhatsApp · +31 20 555 0142',
  ])
})
