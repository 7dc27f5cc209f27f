import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { sessionQuery } from '../../api/session'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { LedgerPage } from './ledger-page'

const texts = textsOf('en', en)
let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

function Opened({ of }: { readonly of: QueryClient }) {
  return (
    <QueryClientProvider client={of}>
      <GivenTexts texts={texts}>
        <WithSession />
      </GivenTexts>
    </QueryClientProvider>
  )
}

function WithSession() {
  return useQuery(sessionQuery()).data === undefined ? null : <LedgerPage />
}

test('a day shows its outcomes by inbox, as a bar too, and says what is missing', async () => {
  render(<Opened of={client()} />)
  const row = await screen.findByRole('row', { name: /Support/ })
  expect(within(row).getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['5', '3', '0', '1', '0'])
  expect(screen.getByRole('row', { name: /No inbox/ })).toBeInTheDocument()
  expect(
    screen.getByRole('img', {
      name: 'Outcomes: 5 New, 3 Answers, 2 Quarantine, 1 Kept out, 1 underway, 1 missing',
    }),
  ).toBeInTheDocument()
  expect(screen.getByText('1 missing')).toBeInTheDocument()
  expect(screen.getByText('Everything accounted for')).toBeInTheDocument()
})

test('what is missing is named with the reason, and one button takes it in', async () => {
  render(<Opened of={client()} />)
  const missing = await screen.findByRole('region', { name: '1 mail is missing' })
  expect(missing).toHaveTextContent('mail/o3vrnil0e2ic28trm7dfhrc2v0')
  expect(missing).toHaveTextContent('Nobody ever began to read it')
  await userEvent.click(within(missing).getByRole('button', { name: 'Take them in' }))
  await waitFor(() => expect(missing).not.toBeInTheDocument())
  await userEvent.click(screen.getByRole('button', { name: 'Run now' }))
  await waitFor(() => expect(screen.queryByText('1 missing')).not.toBeInTheDocument())
})

test('a ledger that cannot be loaded says so and offers to try again', async () => {
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return request.url.endsWith('/v1/ledger')
      ? Promise.reject(new TypeError('Failed to fetch'))
      : relais.handle(request, 'ws://relais.test/live')
  }
  render(<Opened of={client()} />)
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeInTheDocument()
})
