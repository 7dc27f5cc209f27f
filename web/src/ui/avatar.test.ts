import { expect, test } from 'vitest'
import { initialsOf } from './avatar'

test.each([
  ['Amélie Laurent', 'AL'],
  ['Sanne de Vries', 'SV'],
  ['Émile', 'É'],
  ['orders@shop.example', 'OE'],
  ['+39 347 123', '31'],
  ['🙂', '?'],
])('%s is shown as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
