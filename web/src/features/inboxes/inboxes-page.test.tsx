import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { InboxesPage } from './inboxes-page'

let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

test('how long replies can be taken back is chosen here', async () => {
  render(inApp(<InboxesPage />))
  const choice = await screen.findByRole('combobox', { name: /Replies can be taken back/ })
  expect(choice).toHaveDisplayValue('Not at all: they go out at once')
  await userEvent.selectOptions(choice, '20 seconds')
  await waitFor(() => expect(relais.undoSeconds).toBe(20))
  await waitFor(() => expect(choice).toHaveDisplayValue('20 seconds'))
})

test('whether replies quote what they answer is chosen here for everybody', async () => {
  render(inApp(<InboxesPage />))
  const choice = await screen.findByRole('checkbox', { name: /Replies quote/ })
  expect(choice).toBeChecked()
  await userEvent.click(choice)
  await waitFor(() => expect(relais.quotes).toBe(false))
  await waitFor(() => expect(choice).not.toBeChecked())
})

test('each inbox says when it last received and sent, what failed, and what it does with spam', async () => {
  render(inApp(<InboxesPage />))
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
