import { expect, test } from 'vitest'
import { keepingEarlier } from './conversation'
import type { ConversationDetail, Entry } from './types'

function detail(ids: readonly string[], earlier: string | null): ConversationDetail {
  const timeline = ids.map((id) => ({ kind: 'event', id }) as unknown as Entry)
  return { timeline, earlier } as unknown as ConversationDetail
}

const idsOf = (each: ConversationDetail) => [each.timeline.map((entry) => entry.id), each.earlier]

test('a fresh page keeps the older entries it touches, and where they go on', () => {
  expect(idsOf(keepingEarlier(detail(['a', 'b', 'c', 'd'], 'z'), detail(['c', 'd', 'e'], 'c')))).toEqual([
    ['a', 'b', 'c', 'd', 'e'],
    'z',
  ])
})

test('a fresh page that does not touch them stands alone: something between is missing', () => {
  expect(idsOf(keepingEarlier(detail(['a', 'b'], null), detail(['e', 'f'], 'e')))).toEqual([['e', 'f'], 'e'])
})

test('without anything older the fresh page is all', () => {
  expect(idsOf(keepingEarlier(detail(['c', 'd'], 'c'), detail(['c', 'd', 'e'], 'c')))).toEqual([['c', 'd', 'e'], 'c'])
})
