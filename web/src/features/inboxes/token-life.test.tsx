import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { InboxLine } from '../../api/types'
import { connect } from '../../api/client'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { TokenLife } from './token-life'

beforeEach(() => {
  const relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

const twoDaysAgo = () => new Date(Date.now() - 2 * 86_400_000).toISOString()
const shown = async (token: NonNullable<InboxLine['token']>) => {
  render(inApp(<TokenLife token={token} />))
  return await screen.findByRole('definition')
}

test('a token that is prolonged by itself says until when it is accepted and when it last was', async () => {
  const life = await shown({ state: 'lasts', endsAt: '2027-01-20T12:00:00Z', prolonging: { lastAt: twoDaysAgo(), refused: false } })
  expect(life).toHaveTextContent(/^Accepted until .*Jan.* Prolonged by itself before it ends\. Last prolonged 2d ago$/)
})

test('one whose end is not known yet says when it will be', async () => {
  const life = await shown({ state: 'lasts', endsAt: null, prolonging: { lastAt: null, refused: false } })
  expect(life).toHaveTextContent(/when it ends is known a day after it was put in/)
  expect(life).not.toHaveTextContent('Last prolonged')
})

test('one that is refused says what to do and promises no end', async () => {
  const life = await shown({ state: 'ends-soon', endsAt: null, prolonging: { lastAt: twoDaysAgo(), refused: true } })
  expect(life).toHaveTextContent(
    /^Accepted; when it ends is not known.*does not prolong it\. Make a new one at the provider and put it in\. Last prolonged 2d ago$/,
  )
})

test('one that is over says what to do and when it was last prolonged', async () => {
  const life = await shown({ state: 'ended', endsAt: null, prolonging: { lastAt: twoDaysAgo(), refused: false } })
  expect(life).toHaveTextContent(/^No longer accepted.*Make a new one at the provider and put it in\. Last prolonged 2d ago$/)
  expect(life).not.toHaveTextContent('Prolonged by itself')
})

test('one that nobody prolongs says nothing of it', async () => {
  const life = await shown({ state: 'lasts', endsAt: null, prolonging: null })
  expect(life).toHaveTextContent(/^Does not end$/)
})
