import { describe, expect, test } from 'vitest'
import type { LiveEvent, UserId } from '../../api/types'
import { touches } from './live-changes'
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
