import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import type { TelephoneToken } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { TelephonyPage } from './telephony-page'

const texts = textsOf('en', en)
const secret = `relais_tel_${'a'.repeat(24)}_${'b'.repeat(64)}`
let tokens: TelephoneToken[]

beforeEach(() => {
  tokens = []
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve('token'), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'POST') {
      const { name } = (await request.json()) as { name: string }
      const token = { id: 'a'.repeat(24), name, madeBy: 'Amélie', madeAt: '2026-11-28T10:00:00Z', usedAt: null }
      tokens.push(token)
      return Response.json({ token, secret }, { status: 201 })
    }
    if (request.method === 'DELETE') {
      tokens = tokens.filter((token) => !request.url.endsWith(token.id))
      return new Response(null, { status: 204 })
    }
    return Response.json({ tokens })
  }
})

test('a token is shown once, is listed without its secret, and can be revoked', async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={texts}>
        <TelephonyPage />
      </GivenTexts>
    </QueryClientProvider>,
  )
  expect(await screen.findByText('No telephone system may ask')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'New token' }))
  const dialog = screen.getByRole('dialog')
  expect(within(dialog).getByRole('button', { name: 'Make token' })).toBeDisabled()
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Switchboard')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Make token' }))
  expect(await within(dialog).findByText(secret)).toBeInTheDocument()
  await userEvent.click(within(dialog).getByRole('button', { name: 'I have copied it' }))
  await waitFor(() => expect(screen.queryByText(secret)).toBeNull())

  const card = await screen.findByRole('listitem', { name: 'Switchboard' })
  expect(card).toHaveTextContent('Made by Amélie')
  expect(card).toHaveTextContent('Never used')
  await userEvent.click(within(card).getByRole('button', { name: 'Revoke' }))
  await userEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Revoke' }))
  await waitFor(() => expect(card).not.toBeInTheDocument())
})
