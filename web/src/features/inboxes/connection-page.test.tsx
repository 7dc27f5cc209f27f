import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import type { InboxId } from '../../api/types'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { ConnectionPage } from './connection-page'
import { InboxBanner } from './inbox-banner'

let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

const open = () => render(inApp(<ConnectionPage id={'support' as InboxId} />))

test('each record says whether it is there, what is there instead, and can be copied', async () => {
  open()
  const domain = await screen.findByRole('article', { name: 'harbourgoods.example' })
  expect(domain).toHaveTextContent('2 records to mend')
  expect(domain).toHaveTextContent('SES has not verified harbourgoods.example yet')
  const spf = within(domain).getByRole('listitem', { name: /Who may send/ })
  expect(spf).toHaveTextContent('differs')
  expect(spf).toHaveTextContent('v=spf1 -all')
  expect(within(domain).getByRole('listitem', { name: /Policy/ })).toHaveTextContent('no answer')
  const user = userEvent.setup()
  await user.click(within(spf).getByRole('button', { name: 'Copy: Expected' }))
  expect(await navigator.clipboard.readText()).toBe('v=spf1 include:amazonses.com ~all')
})

test('who mended a record looks again', async () => {
  open()
  await screen.findByRole('article', { name: 'harbourgoods.example' })
  relais.domains = relais.domains.map((domain) => ({
    ...domain,
    records: domain.records.map((record) => ({ ...record, state: 'found' as const })),
  }))
  await userEvent.click(screen.getByRole('button', { name: 'Check again' }))
  expect(await screen.findByText('Nothing to mend')).toBeInTheDocument()
})

test('a test message shows how far it has come', async () => {
  open()
  await userEvent.click(await screen.findByRole('button', { name: 'Send a test message' }))
  const steps = await screen.findByRole('list', { name: 'How far it has come' })
  expect(steps).toHaveTextContent('Left (under way)')
  const test = relais.connection.testMessage
  relais.connection = {
    requests: [],
    testMessage: test && { ...test, state: 'delivered', returnedAt: new Date().toISOString(), seconds: 3.2 },
  }
  await waitFor(() => expect(screen.getByText(/Came back after 3 seconds/)).toBeInTheDocument(), { timeout: 5_000 })
  expect(steps).toHaveTextContent('Came back and found its conversation (done)')
})

test('why a test message failed is said', async () => {
  relais.connection = {
    requests: [],
    testMessage: { id: 'x', startedAt: new Date().toISOString(), state: 'failed', reason: 'Address not verified.', returnedAt: null, seconds: null },
  }
  open()
  expect(await screen.findByText('Address not verified.')).toBeInTheDocument()
  expect(screen.getByText(/It could not be sent/)).toBeInTheDocument()
})

test('the guide names the address to forward to, and shows what a provider asks', async () => {
  relais.connection = {
    testMessage: null,
    requests: [
      { id: 'r', provider: 'google', at: new Date().toISOString(), forwards: 'ada@example.org', code: '123456789', link: 'https://mail-settings.google.com/mail/vf-abc' },
    ],
  }
  open()
  const request = await screen.findByText(/Google asks whether mail of ada@example.org/)
  expect(request).toBeInTheDocument()
  expect(screen.getByText('123456789')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Agree at Google' })).toHaveAttribute('href', 'https://mail-settings.google.com/mail/vf-abc')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Where the mail arrives today' }), 'Microsoft 365')
  expect(screen.getByText(/550 5\.7\.520/)).toBeInTheDocument()
  expect(screen.getAllByRole('button', { name: 'Copy: Address to forward to' })[0]).toBeInTheDocument()
})

test('an inbox that fell silent is named', async () => {
  relais.silent = true
  render(inApp(<InboxBanner />))
  expect(await screen.findByRole('status', { name: 'Unusual silence' })).toHaveTextContent('Support')
})

test('access that ends soon, or has ended, is told with where to renew it', async () => {
  relais.token = { state: 'ends-soon', endsAt: '2026-12-04T00:00:00Z', prolonging: null }
  const { unmount } = render(inApp(<InboxBanner />))
  const ending = await screen.findByRole('status', { name: 'Access of inboxes' })
  expect(ending).toHaveTextContent(/WhatsApp.* ends on .*Dec/)
  expect(within(ending).getByRole('link', { name: 'Give a new access token' })).toHaveAttribute('href', '/inboxes/whatsapp')
  unmount()
  relais.token = { state: 'ended', endsAt: null, prolonging: null }
  render(inApp(<InboxBanner />))
  expect(await screen.findByRole('status', { name: 'Access of inboxes' })).toHaveTextContent('no longer accepted')
})

test('access that is no longer prolonged is told, though its end is far or not known', async () => {
  relais.token = { state: 'ends-soon', endsAt: null, prolonging: { lastAt: null, refused: true } }
  render(inApp(<InboxBanner />))
  const ending = await screen.findByRole('status', { name: 'Access of inboxes' })
  expect(ending).toHaveTextContent(/“WhatsApp” is no longer prolonged by its provider/)
  expect(within(ending).getByRole('link', { name: 'Give a new access token' })).toHaveAttribute('href', '/inboxes/whatsapp')
})

test('access that is prolonged by itself is no news', async () => {
  relais.silent = true
  relais.token = { state: 'lasts', endsAt: '2027-01-20T00:00:00Z', prolonging: { lastAt: null, refused: false } }
  render(inApp(<InboxBanner />))
  await screen.findByRole('status', { name: 'Unusual silence' })
  expect(screen.queryByRole('status', { name: 'Access of inboxes' })).not.toBeInTheDocument()
})

test('access that does not end is no news', async () => {
  relais.silent = true
  render(inApp(<InboxBanner />))
  await screen.findByRole('status', { name: 'Unusual silence' })
  expect(screen.queryByRole('status', { name: 'Access of inboxes' })).not.toBeInTheDocument()
})
