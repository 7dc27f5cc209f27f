import { expect, it } from 'vitest'
import { priceName } from './chat-parts'

it('writes a price as people of a language do', () => {
  expect(priceName('nl', '179.0', 'EUR').replaceAll(/\s/g, ' ')).toBe('€ 179,00')
  expect(priceName('en', '4.95', 'EUR')).toBe('€4.95')
})

it('leaves what is no price as it came', () => {
  expect(priceName('en', 'a lot', 'EUR')).toBe('a lot EUR')
  expect(priceName('en', '5', 'shells')).toBe('5 shells')
  expect(priceName('en', '5', null)).toBe('5')
  expect(priceName('en', null, 'EUR')).toBe('EUR')
  expect(priceName('en', null, null)).toBe('')
})
