import { expect, test } from 'vitest'
import { readMailbox, withMailboxes } from './recipients'

test.each([
  ['claire@exemple.fr', { name: null, address: 'claire@exemple.fr' }],
  [' Claire Dubois <claire@exemple.fr> ', { name: 'Claire Dubois', address: 'claire@exemple.fr' }],
  ['"Dubois, Claire" <claire@exemple.fr>', { name: 'Dubois, Claire', address: 'claire@exemple.fr' }],
  ['<claire@exemple.fr>', { name: null, address: 'claire@exemple.fr' }],
  ['claire', null],
  ['claire@exemple', null],
  ['a b@exemple.fr', null],
  ['', null],
])('%j is read as %j', (text, expected) => {
  expect(readMailbox(text)).toEqual(expected)
})

test('an address stands in the list once, whatever its case', () => {
  const claire = { name: 'Claire', address: 'claire@exemple.fr' }
  expect(withMailboxes([claire], [{ name: null, address: 'Claire@Exemple.fr' }])).toEqual([claire])
})
