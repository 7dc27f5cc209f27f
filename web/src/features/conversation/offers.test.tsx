import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import type { ConversationDetail, Message } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { FakeRelais } from '../../../test-server/fake-relais'
import { idToken } from '../../../test-server/fake-issuer'
import { AutomaticLine } from './automatic-line'
import { MergedNotice, MergeSuggestion } from './merging'
import { RelatedLinks } from './related-links'
import { SplitOffer } from './split-offer'

const texts = textsOf('en', en)

/** What the app asked for, and the answer it gets. */
let asked: { path: string; ifMatch: string | null; body: unknown }[] = []
let detail: ConversationDetail

beforeEach(async () => {
  asked = []
  const token = idToken({ email: 'amelie@harbourgoods.example', name: '', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  const answer = await new FakeRelais().handle(
    new Request('http://relais.test/v1/conversations/conversation-1041', {
      headers: { Authorization: `Bearer ${token}` },
    }),
    '',
  )
  detail = (await answer.json()) as ConversationDetail
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push({
      path: new URL(request.url).pathname,
      ifMatch: request.headers.get('If-Match'),
      body: await request.json(),
    })
    return Response.json({ conversation: { ...detail.conversation, id: 'other', caseNumber: 1042 } })
  }
})

function show(element: ReactNode) {
  const root = createRootRoute()
  const page = createRoute({
    getParentRoute: () => root,
    path: '/list/$list/$conversation',
    component: () => element,
  })
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: ['/list/new/one'] }),
  })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <GivenTexts texts={texts}>
        <RouterProvider router={router as never} />
      </GivenTexts>
    </QueryClientProvider>,
  )
  return router
}

function quoting(): ConversationDetail {
  const relation = { id: 'other', caseNumber: 1042, why: 'quotes' } as never
  return { ...detail, related: [{ relation, subject: 'A lamp', status: 'open', version: 7 }] }
}

test('a mail that quotes a case is merged there with the versions that were read', async () => {
  const router = show(<MergeSuggestion detail={quoting()} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Merge into #1042' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/list/new/other'))
  expect(asked).toEqual([
    {
      path: `/v1/conversations/${detail.conversation.id}/merge`,
      ifMatch: `"${detail.conversation.version}"`,
      body: { into: 'other', version: 7 },
    },
  ])
})

test('who is only related is not asked to merge, and is linked with the reason', async () => {
  const related = quoting().related.map((one) => ({ ...one, relation: { ...one.relation, why: 'same-mail' as const } }))
  show(
    <>
      <MergeSuggestion detail={{ ...detail, related }} />
      <RelatedLinks related={related} />
    </>,
  )
  expect(await screen.findByRole('link', { name: 'Same mail as #1042' })).toHaveAttribute('href', '/list/new/other')
  expect(screen.queryByRole('button')).toBeNull()
})

test('a merged conversation says where it goes on, and for an hour how to take it back', async () => {
  const merged = { id: 'other', caseNumber: 1042, at: new Date().toISOString() } as never
  show(<MergedNotice detail={{ ...detail, merged }} />)
  expect(await screen.findByRole('link', { name: 'Open #1042' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Take it back' }))
  await waitFor(() => expect(asked.map(({ path }) => path)).toEqual([`/v1/conversations/${detail.conversation.id}/unmerge`]))
})

test('a mail under another subject can be split off', async () => {
  const message = detail.timeline.find((entry): entry is Message => entry.kind === 'message')
  if (message === undefined) throw new Error('No message to split at')
  const router = show(<SplitOffer message={message} row={detail.conversation} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Split into a new conversation' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/list/new/other'))
  expect(asked.map(({ path }) => path)).toEqual([
    `/v1/conversations/${detail.conversation.id}/messages/${message.id}/split`,
  ])
})

test('a bounce is one line until somebody wants to read it', async () => {
  const message = detail.timeline.find((entry): entry is Message => entry.kind === 'message')
  if (message === undefined) throw new Error('No message')
  show(
    <AutomaticLine echo="bounce" message={message}>
      <p>All of it</p>
    </AutomaticLine>,
  )
  const toggle = await screen.findByRole('button', { name: 'Show this automatic message' })
  expect(screen.queryByText('All of it')).toBeNull()
  await userEvent.click(toggle)
  expect(screen.getByText('All of it')).toBeVisible()
})
