import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { InboxesPage } from './inboxes-page'

beforeEach(() => {
  const relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
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
