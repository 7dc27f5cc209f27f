import { expect, test } from 'vitest'
import { areAlike, merged } from './piles'

const draft = (id: string, text: string) => ({ id, text })
const texts = (piles: ReturnType<typeof merged<ReturnType<typeof draft>>>) =>
  Object.fromEntries(Object.entries(piles).map(([name, pile]) => [name, pile.map(({ text }) => text)]))

test('what only one device changed, began, sent or threw away counts', () => {
  const base = { a: [draft('1', 'old'), draft('2', 'old')], b: [draft('3', 'old')] }
  const ours = { a: [draft('1', 'changed here'), draft('2', 'old')], c: [draft('4', 'begun here')] }
  const theirs = { a: [draft('1', 'old')], b: [draft('3', 'old')], d: [draft('5', 'begun there')] }
  expect(texts(merged(base, ours, theirs))).toEqual({ a: ['changed here'], c: ['begun here'], d: ['begun there'] })
})

test('of what both changed both texts are kept, ours on top', () => {
  const both = merged({ a: [draft('1', 'old')] }, { a: [draft('1', 'here')] }, { a: [draft('1', 'there')] })
  expect(texts(both)).toEqual({ a: ['here', 'there'] })
  expect(new Set(both.a?.map(({ id }) => id)).size).toBe(2)
})

test('the same change on both is one', () => {
  expect(texts(merged({}, { a: [draft('1', 'same')] }, { a: [draft('1', 'same')] }))).toEqual({ a: ['same'] })
})

test('what was sent here and changed there stays, as it was changed', () => {
  expect(texts(merged({ a: [draft('1', 'old')] }, {}, { a: [draft('1', 'changed')] }))).toEqual({ a: ['changed'] })
  expect(texts(merged({ a: [draft('1', 'old')] }, { a: [draft('1', 'changed')] }, {}))).toEqual({ a: ['changed'] })
})

test('two devices that have the same in another order have nothing to tell each other', () => {
  const some = { a: [draft('1', 'one'), draft('2', 'two')], b: [draft('3', 'three')] }
  expect(areAlike(some, { b: [draft('3', 'three')], a: [draft('2', 'two'), draft('1', 'one')] })).toBe(true)
  expect(areAlike(some, { a: some.a, b: [draft('3', 'other')] })).toBe(false)
  expect(areAlike(some, { a: some.a, c: some.b })).toBe(false)
})
