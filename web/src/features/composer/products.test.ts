import { describe, expect, test } from 'vitest'
import type { TemplateProducts } from '../../api/types'
import { added, moved, productsFaults, productsIn, readProducts, removed, withAddress, withoutSection, withTitle, writeProducts } from './products'

const one: TemplateProducts = { sort: 'one', least: 1, most: 1, sections: 0, addresses: false, readable: true }
const cards: TemplateProducts = { ...one, sort: 'cards', least: 2, most: 3, addresses: true }
const list: TemplateProducts = { ...one, sort: 'list', most: 30, sections: 2 }
const catalogue: TemplateProducts = { ...one, sort: 'catalogue', least: 0 }

const product = (number: string, name = '', address = '') => ({ number, address, name })
const numbers = (value: string) => productsIn(readProducts(value)).map((each) => each.number)

describe('what fills the gap', () => {
  test.each([
    ['', one],
    ['HG-1', one],
    ['HG-1\t\tLamp "Fjord"', one],
    ['HG-1\tlamp\tLamp\nHG-2\tvase', cards],
    ['\tIndoors\nHG-1\t\tLamp\n\tOutdoors\nHG-2', list],
    // Begun, and to be there again after a reload.
    ['\tIndoors\n\t', list],
    ['\t\n\t', list],
  ])('is written as it was read: %j', (value, of) => {
    expect(writeProducts(of, readProducts(value))).toBe(value)
  })

  test('has a title only where there are sections, and nothing where nothing was done', () => {
    const untouched = readProducts('')
    expect(untouched).toEqual([{ title: '', items: [] }])
    expect(writeProducts(list, untouched)).toBe('')
    expect(writeProducts(list, added(list, untouched, product('1')))).toBe('\t\n1')
    expect(writeProducts(cards, added(cards, untouched, product('1')))).toBe('1')
  })

  test('has no line that cannot be read again', () => {
    const written = writeProducts(list, withTitle(added(list, readProducts(''), { number: ' 1\n2\t', name: 'A\tlamp\r\n' }), 0, ' In\tdoors '))
    expect(written).toBe('\tIn doors \n1 2\t\tA lamp')
  })
})

describe('products', () => {
  test('come last in their section, once, and as many as there may be', () => {
    const two = readProducts('\tA\n1\n\tB\n2')
    expect(writeProducts(list, added(list, two, product('3')))).toBe('\tA\n1\n\tB\n2\n3')
    expect(writeProducts(list, added(list, two, product('3'), 0))).toBe('\tA\n1\n3\n\tB\n2')
    expect(added(list, two, product('2'))).toBe(two)
    expect(added(list, two, product(' '))).toBe(two)
    const full = readProducts('1\n2\n3')
    expect(added(cards, full, product('4'))).toBe(full)
  })

  test('replace each other where there is one', () => {
    expect(writeProducts(one, added(one, readProducts('1\t\tLamp'), product('2', 'Vase')))).toBe('2\t\tVase')
  })

  test('move past each other and into the next section, and stop at the ends', () => {
    const move = (value: string, number: string, by: -1 | 1) => writeProducts(list, moved(readProducts(value), number, by))
    const value = '\tA\n1\n2\n\tB\n3'
    expect(move(value, '1', 1)).toBe('\tA\n2\n1\n\tB\n3')
    expect(move(value, '2', 1)).toBe('\tA\n1\n\tB\n2\n3')
    expect(move(value, '3', -1)).toBe('\tA\n1\n2\n3\n\tB')
    expect(move(value, '1', -1)).toBe(value)
    expect(move(value, '3', 1)).toBe(value)
    expect(move(value, '4', 1)).toBe(value)
  })

  test('leave, and stay when their section leaves', () => {
    const value = '\tA\n1\n\tB\n2\t\tVase'
    expect(writeProducts(list, removed(readProducts(value), '1'))).toBe('\tA\n\tB\n2\t\tVase')
    expect(writeProducts(list, withoutSection(readProducts(value), 1))).toBe('\tA\n1\n2\t\tVase')
    expect(numbers(writeProducts(list, withoutSection(readProducts(value), 0)))).toEqual(['1', '2'])
  })

  test('have an address of their own', () => {
    expect(writeProducts(cards, withAddress(readProducts('1\t\tLamp\n2'), '1', ' lamp '))).toBe('1\tlamp\tLamp\n2')
  })
})

describe('what is wrong', () => {
  test.each([
    [one, '', ['few']],
    [one, '1', []],
    [catalogue, '', []],
    [catalogue, '1\n2', ['many']],
    [cards, '1\ta', ['few']],
    [cards, '1\ta\n2', ['unaddressed']],
    [cards, '1\ta b\n2\tb', ['address']],
    [list, '\tA\n1', []],
    [list, '\t\n1', ['untitled']],
    [list, '1', ['untitled']],
    [list, '', ['few', 'untitled', 'empty']],
    [list, `\t${'A'.repeat(25)}\n1`, ['title']],
    [list, '\tA\n1\n\tB', ['empty']],
    [list, '\tA\n1\n\tB\n2\n\tC\n3', ['sections']],
  ] as const)('with %j in %j', (of, value, faults) => {
    expect(productsFaults(of, value)).toEqual(faults)
  })
})
