import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { queryKeys } from '../../api/query-keys'
import { conversationId, type LiveEvent, type UserId } from '../../api/types'
import { LiveChanges, touches } from './live-changes'
import { pauseAfter, readFrame } from './live-connection'

describe('the pause before the next try', () => {
  test('doubles and ends at half a minute', () => {
    expect([1, 2, 3, 6, 20].map((failures) => pauseAfter(failures, 1))).toEqual([1000, 2000, 4000, 30_000, 30_000])
  })

  test('differs from browser to browser, but never vanishes', () => {
    expect([pauseAfter(2, 0), pauseAfter(2, 0.5)]).toEqual([1000, 1500])
  })
})

describe('an event', () => {
  test.each([['nothing', ''], ['no JSON', '{'], ['no type', '{"id":1}'], ['no text', 7]])('that is %s is passed over', (_, text) => {
    expect(readFrame(text)).toEqual([])
  })

  test('is read', () => {
    expect(readFrame('{"type":"pong"}')).toEqual([{ type: 'pong' }])
    expect(readFrame('{"updates":[{"type":"counts"},{"type":"quarantine"}]}')).toEqual([
      { type: 'counts' },
      { type: 'quarantine' },
    ])
  })
})

describe('a list is read again', () => {
  const me = 'amelie' as UserId
  const event: Extract<LiveEvent, { type: 'conversation' }> = {
    type: 'conversation',
    id: 'c1',
    version: 2,
    team: 'support',
    assignee: null,
    causes: ['message-in'],
  }

  test.each([
    ['New, when nobody owns it', 'new', event, true],
    ['not New, when somebody owns it', 'new', { ...event, assignee: 'marco' }, false],
    ['Mine, when it is mine', 'mine', { ...event, assignee: 'amelie' }, true],
    ['not Mine, when it is another’s', 'mine', { ...event, assignee: 'marco' }, false],
    ['the team it is in', 'team-support', event, true],
    ['not another team', 'team-sales', event, false],
    ['Closed, when it was closed', 'closed', { ...event, causes: ['closed'] as ['closed'] }, true],
    ['not Closed, when a message came', 'closed', event, false],
  ])('%s', (_, list, given, expected) => {
    expect(touches(list, undefined, given, me)).toBe(expected)
  })

  test('whatever it is, when it shows the conversation now', () => {
    const data = { pages: [{ items: [{ id: 'c1' }], next: null }], pageParams: [null] } as never
    expect(touches('team-sales', data, event, me)).toBe(true)
  })
})

describe('a draft that changed', () => {
  const id = conversationId('c1')
  const event: LiveEvent = { type: 'draft', id, kind: 'reply', version: 7 }

  function changesWith(version: number) {
    const client = new QueryClient()
    client.setQueryData(queryKeys.drafts(id), [{ kind: 'reply', version, at: '2026-11-20T12:00:00Z', content: '{}' }])
    client.setQueryData(queryKeys.conversation(id), {})
    const changes = new LiveChanges(client, 'amelie' as UserId, () => undefined)
    return { client, changes }
  }

  test('on another device is read again, and nothing else is', () => {
    const { client, changes } = changesWith(6)
    changes.take(event)
    expect(client.getQueryState(queryKeys.drafts(id))?.isInvalidated).toBe(true)
    expect(client.getQueryState(queryKeys.conversation(id))?.isInvalidated).toBe(false)
  })

  test('in this window is not read again', () => {
    const { client, changes } = changesWith(7)
    changes.take(event)
    expect(client.getQueryState(queryKeys.drafts(id))?.isInvalidated).toBe(false)
  })

  test('outside of any conversation is read again too', () => {
    const { client, changes } = changesWith(7)
    client.setQueryData(queryKeys.drafts(null), [{ kind: 'first', version: 1, at: '2026-11-20T12:00:00Z', content: '' }])
    changes.take({ type: 'draft', id: null, kind: 'first', version: 2 })
    expect(client.getQueryState(queryKeys.drafts(null))?.isInvalidated).toBe(true)
    expect(client.getQueryState(queryKeys.drafts(id))?.isInvalidated).toBe(false)
  })
})
