import { expect, test } from 'vitest'
import { secondsLeft } from './sign-in'

const token = (claims: unknown) => `head.${btoa(JSON.stringify(claims)).replace(/\+/g, '-').replace(/\//g, '_')}.signature`

test('a token holds until its end', () => {
  expect(secondsLeft(token({ exp: 1_000_060 }), 1_000_000_000)).toBe(60)
})

test.each([['nonsense'], [token({})], ['']])('%j holds no time at all', (text) => {
  expect(secondsLeft(text, 1_000_000_000)).toBeLessThanOrEqual(0)
})
