import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { sessionQuery } from '../../api/session'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { InboxesPage } from './inboxes-page'

const texts = textsOf('en', en)

beforeEach(() => {
  const relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

function WithSession() {
  return useQuery(sessionQuery()).data === undefined ? null : <InboxesPage />
}

test('each inbox says when it last received and sent, what failed, and what it does with spam', async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={texts}>
        <WithSession />
      </GivenTexts>
    </QueryClientProvider>,
  )
  const support = await screen.findByRole('listitem', { name: 'Support' })
  expect(support).toHaveTextContent('2 failures in 24 hours')
  expect(support).toHaveTextContent('help@harbourgoods.example')
  expect(support).toHaveTextContent('Last received7')
  expect(support).toHaveTextContent('Virusesgo to quarantine')
  const sales = screen.getByRole('listitem', { name: 'Sales' })
  expect(sales).toHaveTextContent('No failures in 24 hours')
  expect(sales).toHaveTextContent('Last receivednever')
  expect(screen.getByRole('listitem', { name: 'WhatsApp' })).not.toHaveTextContent('Viruses')
})
