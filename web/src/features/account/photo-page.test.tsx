import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { sessionQuery } from '../../api/session'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { PhotoPage } from './photo-page'

let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  const token = idToken({ email: 'marco@harbourgoods.example', name: 'Marco', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = async (input, init) => relais.handle(new Request(input, init), '')
})

function open(small: (file: Blob) => Promise<Blob>) {
  function Loaded() {
    return useQuery(sessionQuery()).data === undefined ? null : <PhotoPage small={small} />
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={textsOf('en', en)}>
        <Loaded />
      </GivenTexts>
    </QueryClientProvider>,
  )
}

const file = new File(['a large picture'], 'me.heic', { type: 'image/heic' })

test('a picture is made small, kept, and taken away again', async () => {
  open(() => Promise.resolve(new Blob(['small'])))
  await userEvent.upload(await screen.findByLabelText('Choose a picture', { selector: 'input' }), file)
  expect(await screen.findByText(/Colleagues and customers see this/)).toBeVisible()
  expect(relais.asked).toContain('PUT /v1/me/photo')
  await userEvent.click(screen.getByRole('button', { name: 'Take it away' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Take it away' })).toBeNull())
  expect(relais.asked).toContain('DELETE /v1/me/photo')
})

test('what the browser cannot read is said, and nothing is sent', async () => {
  open(() => Promise.reject(new Error('no picture')))
  await userEvent.upload(await screen.findByLabelText('Choose a picture', { selector: 'input' }), file)
  expect(await screen.findByRole('alert')).toHaveTextContent('cannot be read')
  expect(relais.asked.some((asked) => asked.includes('photo'))).toBe(false)
})
