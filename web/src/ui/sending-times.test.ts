import { expect, test } from 'vitest'
import { localMoment, readLocalMoment, usualTimes } from './sending-times'

const named = (now: Date) => usualTimes(now).map(({ name, at }) => `${name} ${localMoment(at)}`)

test('on a Friday morning all usual times are offered', () => {
  expect(named(new Date(2026, 10, 20, 10, 30))).toEqual([
    'hour 2026-11-20T11:30',
    'evening 2026-11-20T18:00',
    'tomorrow 2026-11-21T09:00',
    'monday 2026-11-23T09:00',
  ])
})

test('in the evening "this evening" is over', () => {
  expect(named(new Date(2026, 10, 20, 17, 0))).toEqual([
    'hour 2026-11-20T18:00',
    'tomorrow 2026-11-21T09:00',
    'monday 2026-11-23T09:00',
  ])
})

test('on a Sunday tomorrow is the Monday, and on a Monday the next one is a week away', () => {
  expect(named(new Date(2026, 10, 22, 20, 0))).toEqual(['hour 2026-11-22T21:00', 'tomorrow 2026-11-23T09:00'])
  expect(named(new Date(2026, 10, 23, 20, 0)).at(-1)).toBe('monday 2026-11-30T09:00')
})

test('a moment written is read again to the minute, and half a moment is none', () => {
  const at = new Date(2026, 2, 4, 5, 6)
  expect(readLocalMoment(localMoment(at))).toEqual(at)
  expect(readLocalMoment('')).toBeNull()
  expect(readLocalMoment('2026-13-')).toBeNull()
})
