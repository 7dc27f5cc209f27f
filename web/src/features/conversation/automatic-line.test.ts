import { expect, test } from 'vitest'
import type { Message } from '../../api/types'
import { echoOf } from './automatic-line'

const message = (changes: Record<string, unknown>) =>
  ({ direction: 'out', author: { kind: 'system' }, status: { state: 'sent' }, automatic: null, ...changes }) as Message

test('an acknowledgement of ours is one line, unless it did not arrive', () => {
  expect(echoOf(message({}))).toBe('acknowledgement')
  expect(echoOf(message({ status: { state: 'failed' } }))).toBeNull()
  expect(echoOf(message({ author: { kind: 'agent' } }))).toBeNull()
  expect(echoOf(message({ direction: 'in', automatic: 'bounce' }))).toBe('bounce')
})
