import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { HeldBanner } from './held-banner'

let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  relais.held = {
    count: 3,
    inboxes: [{ inbox: 'support', count: 3, since: new Date().toISOString(), why: 'inbox' }],
  }
  signIn('amelie')
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

function signIn(id: string) {
  const token = idToken({ email: `${id}@harbourgoods.example`, name: id, nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
}

test('an admin reads what is held and why, and sends it with one press', async () => {
  render(inApp(<HeldBanner />))
  const banner = await screen.findByRole('region', { name: 'Automatic mail is held.' })
  expect(banner).toHaveTextContent('Support: 3 held, because the inbox sent too many in an hour')
  await userEvent.click(within(banner).getByRole('button', { name: 'Send all' }))
  await waitFor(() => expect(banner).not.toBeInTheDocument())
  expect(screen.getByRole('group', { name: '3 automatic mails are on their way.' })).toBeInTheDocument()
})

test('discarding is asked about once more', async () => {
  render(inApp(<HeldBanner />))
  await userEvent.click(await screen.findByRole('button', { name: 'Discard' }))
  expect(relais.held.count).toBe(3)
  await userEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Discard' }))
  await waitFor(() => expect(relais.held.count).toBe(0))
})

test('who is no admin is not bothered', async () => {
  signIn('sanne')
  render(
    inApp(
      <>
        <HeldBanner />
        <p>The page</p>
      </>,
    ),
  )
  await screen.findByText('The page')
  expect(relais.asked).not.toContain('GET /v1/held')
})
