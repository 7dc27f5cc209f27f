import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import type { CallList, ContactCall, ConversationId } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { CallLog } from './call-log'

const texts = textsOf('en', en)
let answers: (CallList | null)[]
let asked: string[]

beforeEach(() => {
  asked = []
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve('token'), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => {
    asked.push(new URL(new Request(input, init).url).search)
    const answer = answers.shift() ?? null
    return Promise.resolve(
      answer === null ? Response.json({ code: 'internal', status: 500, title: 'x', detail: 'x', kind: 'ours' }, { status: 500 }) : Response.json(answer),
    )
  }
})

function call(id: string, more: Partial<ContactCall>): ContactCall {
  return {
    id, at: '2026-11-20T10:00:00Z', direction: 'in', outcome: 'missed', talkedSeconds: null, agent: null,
    inbox: 'voice', conversation: 'c1', caseNumber: 10_001, ...more,
  } as ContactCall
}

function show() {
  const root = createRootRoute({ component: () => <CallLog of={'c1' as ConversationId} list="mine" /> })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <GivenTexts texts={texts}>
        <RouterProvider router={router as never} />
      </GivenTexts>
    </QueryClientProvider>,
  )
}

test('calls are listed with what came of them, page by page, and lead to other conversations', async () => {
  answers = [
    {
      calls: [call('2', { direction: 'out', outcome: 'answered', talkedSeconds: 65, agent: { kind: 'agent', id: 'sanne', name: 'Sanne' } })],
      cursor: '2',
    },
    { calls: [call('1', { conversation: 'c9' as ConversationId, caseNumber: 10_009, outcome: 'voicemail' })], cursor: null },
  ]
  show()
  const first = await screen.findByRole('listitem')
  expect(first).toHaveTextContent('Customer reached')
  expect(first).toHaveTextContent('Outgoing')
  expect(first).toHaveTextContent('1 min 5 sec · Sanne')
  await userEvent.click(screen.getByRole('button', { name: 'Earlier calls' }))
  expect(await screen.findByRole('link', { name: /Voicemail/ })).toHaveAttribute('href', '/list/mine/c9')
  expect(asked).toEqual(['', '?cursor=2'])
  expect(screen.queryByRole('button', { name: 'Earlier calls' })).toBeNull()
})

test('who never called has no calls', async () => {
  answers = [{ calls: [], cursor: null }]
  show()
  expect(await screen.findByText('No calls yet.')).toBeInTheDocument()
})

test('what could not be loaded is said and can be asked for again', async () => {
  answers = [null, { calls: [call('1', {})], cursor: null }]
  show()
  expect(await screen.findByRole('alert')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('listitem')).toHaveTextContent('Missed call')
})
