import { expect, test } from 'vitest'
import { splitQuotation } from './plain-text'

test('the quotation at the end is told from what was written, with the line that introduces it', () => {
  expect(splitQuotation('Thanks!\n\nOn Monday Amélie wrote:\n> Hello\n>\n> Bye\n')).toEqual({
    written: 'Thanks!',
    quoted: 'On Monday Amélie wrote:\n> Hello\n>\n> Bye',
  })
})

test('an answer below its quotation is not folded away', () => {
  const text = '> Can you?\nYes.'
  expect(splitQuotation(text)).toEqual({ written: text, quoted: '' })
})

test('a text without quotation is left as it is', () => {
  expect(splitQuotation('One\n\nTwo\n')).toEqual({ written: 'One\n\nTwo', quoted: '' })
})

test('a text that is all quotation is shown', () => {
  expect(splitQuotation('> One\n> Two')).toEqual({ written: '> One\n> Two', quoted: '' })
})
