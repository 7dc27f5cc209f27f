import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import { queryKeys } from '../../api/query-keys'
import type { ConversationDetail, Entry } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { CallBack } from './call-back'

const texts = textsOf('en', en)
let asked: Request[]
let answer: () => Response

beforeEach(() => {
  asked = []
  answer = () => Response.json({ code: 'call-under-way', status: 409, title: 'x', detail: 'x', kind: 'conflict' }, { status: 409 })
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve('token'), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'POST') {
      asked.push(request)
      return new Promise((resolve) => setTimeout(() => resolve(answer()), 5))
    }
    return Promise.resolve(Response.json({}, { status: 404 }))
  }
})

function outgoing(outcome: string, at: string): Entry {
  return {
    kind: 'message', id: 'm1', at, direction: 'out',
    chat: { parts: [{ part: 'call', outcome, talkedSeconds: null, transcribed: false }] },
  } as unknown as Entry
}

function show(telephone: string | null, timeline: readonly Entry[] = [], kind = 'phone') {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(queryKeys.session, { user: { telephone } })
  const detail = {
    conversation: { id: 'c1' },
    contact: { identities: [{ kind, value: '+31612345678' }] },
    merged: null,
    timeline,
  } as unknown as ConversationDetail
  render(
    <QueryClientProvider client={client}>
      <GivenTexts texts={texts}>
        <CallBack detail={detail} />
      </GivenTexts>
    </QueryClientProvider>,
  )
}

test('who gave no number of their own calls by a link', () => {
  show(null)
  expect(screen.getByRole('link', { name: /Call back/ })).toHaveAttribute('href', 'tel:+31612345678')
})

test('who hid their number cannot be called', () => {
  show('+31698765432', [], 'voice')
  expect(screen.getByText('The caller hid their number: nobody can tell whether they have called before.')).toBeInTheDocument()
  expect(screen.queryByRole('button')).toBeNull()
})

test('pressing twice asks once, and a refusal lets one press again', async () => {
  show('+31698765432')
  const button = screen.getByRole('button', { name: /Call back/ })
  await userEvent.dblClick(button)
  await waitFor(() => expect(button).toBeEnabled())
  expect(asked).toHaveLength(1)
  expect(asked[0]?.url).toBe('http://relais.test/v1/conversations/c1/calls')
  await userEvent.click(button)
  await waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[0]?.headers.get('Idempotency-Key')).not.toBe(asked[1]?.headers.get('Idempotency-Key'))
})

test('a request that got no answer is sent again under its key', async () => {
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    if (request.method !== 'POST') return Promise.resolve(Response.json({}, { status: 404 }))
    asked.push(request)
    return asked.length === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(answer())
  }
  show('+31698765432')
  await userEvent.click(screen.getByRole('button', { name: /Call back/ }))
  await waitFor(() => expect(asked).toHaveLength(2), { timeout: 5_000 })
  expect(asked[0]?.headers.get('Idempotency-Key')).toBe(asked[1]?.headers.get('Idempotency-Key'))
})

test('while a call is under way nobody calls beside it', () => {
  show('+31698765432', [outgoing('calling', new Date().toISOString())])
  expect(screen.getByRole('button', { name: /Calling/ })).toBeDisabled()
})

test('a call that nothing was heard of for long does not stand in the way', () => {
  show('+31698765432', [outgoing('calling', new Date(Date.now() - 180_000).toISOString())])
  expect(screen.getByRole('button', { name: /Call back/ })).toBeEnabled()
})
