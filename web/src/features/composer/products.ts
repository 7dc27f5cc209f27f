import type { TemplateProducts } from '../../api/types'

/** A product that was put into a template; address and name are empty where there are none. */
export type ChosenProduct = { readonly number: string; readonly address: string; readonly name: string }
/** Products that stand together under a title; where there are no sections all stand in one without a title. */
export type ProductSection = { readonly title: string; readonly items: readonly ChosenProduct[] }

export const longestTitle = 24
export const longestNumber = 100

/**
 * Reads what fills the gap for products: a line for each, `number TAB address TAB name`. A line that begins with a
 * tab is the title of a section that begins there. There is always at least one section.
 */
export function readProducts(value: string): readonly ProductSection[] {
  const sections: { title: string; items: ChosenProduct[] }[] = []
  for (const line of value.split('\n')) {
    if (line.startsWith('\t')) {
      sections.push({ title: line.slice(1), items: [] })
      continue
    }
    const [number = '', address = '', name = ''] = line.split('\t')
    if (number === '') continue
    if (sections.length === 0) sections.push({ title: '', items: [] })
    sections.at(-1)?.items.push({ number, address, name })
  }
  return sections.length === 0 ? [{ title: '', items: [] }] : sections
}

/** Writes what fills the gap; the opposite of reading it. */
export function writeProducts(of: TemplateProducts, sections: readonly ProductSection[]): string {
  const titled = of.sections > 0
  const lines = sections.flatMap(({ title, items }) => [
    ...(titled ? [`\t${title}`] : []),
    ...items.map(({ number, address, name }) => [number, address, name].join('\t').replace(/\t+$/, '')),
  ])
  // A first section that nobody touched is nothing; one that was added empty has to stay.
  return lines.length === 1 ? (lines[0] ?? '').replace(/^\t$/, '') : lines.join('\n')
}

/** What may stand in a column: no tab and no end of a line. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ')
}

export function productsIn(sections: readonly ProductSection[]): readonly ChosenProduct[] {
  return sections.flatMap((section) => section.items)
}

/** Puts a product at the end of a section. Where there is one only, it takes the place of the other. */
export function added(
  of: TemplateProducts,
  sections: readonly ProductSection[],
  { number, name }: Pick<ChosenProduct, 'number' | 'name'>,
  into = sections.length - 1,
): readonly ProductSection[] {
  const product = { number: oneLine(number).trim(), address: '', name: oneLine(name).trim() }
  const before = productsIn(sections)
  if (product.number === '' || before.some((each) => each.number === product.number)) return sections
  if (of.most === 1) return [{ title: '', items: [product] }]
  if (before.length >= of.most) return sections
  return sections.map((section, index) => (index === into ? { ...section, items: [...section.items, product] } : section))
}

export function removed(sections: readonly ProductSection[], number: string): readonly ProductSection[] {
  return sections.map((section) => ({ ...section, items: section.items.filter((each) => each.number !== number) }))
}

/** Puts a product before or behind its neighbour, over the edge of its section as well; the same sections where there is no such place. */
export function moved(sections: readonly ProductSection[], number: string, by: -1 | 1): readonly ProductSection[] {
  const from = sections.findIndex((section) => section.items.some((each) => each.number === number))
  const items = sections[from]?.items ?? []
  const place = items.findIndex((each) => each.number === number)
  const product = items[place]
  const stays = items[place + by] !== undefined
  const to = stays ? from : from + by
  if (product === undefined || sections[to] === undefined) return sections
  return sections.map((section, index) => {
    const others = section.items.filter((each) => each !== product)
    if (index !== to) return { ...section, items: others }
    const where = stays ? place + by : by > 0 ? 0 : others.length
    return { ...section, items: [...others.slice(0, where), product, ...others.slice(where)] }
  })
}

export function withAddress(sections: readonly ProductSection[], number: string, address: string): readonly ProductSection[] {
  const change = (each: ChosenProduct) => (each.number === number ? { ...each, address: oneLine(address).trim() } : each)
  return sections.map((section) => ({ ...section, items: section.items.map(change) }))
}

export function withTitle(sections: readonly ProductSection[], place: number, title: string): readonly ProductSection[] {
  return sections.map((section, index) => (index === place ? { ...section, title: oneLine(title).trimStart() } : section))
}

/** Takes a title away; the products below it go to the section before. */
export function withoutSection(sections: readonly ProductSection[], place: number): readonly ProductSection[] {
  const items = sections[place]?.items ?? []
  if (place < 1) return sections
  return sections
    .map((section, index) => (index === place - 1 ? { ...section, items: [...section.items, ...items] } : section))
    .filter((_, index) => index !== place)
}

/** What can be wrong with the products of a template, what concerns all of them first. */
const faults = ['few', 'many', 'sections', 'untitled', 'title', 'empty', 'unaddressed', 'address'] as const
export type ProductsFault = (typeof faults)[number]

/** Everything that is wrong with the products that were chosen. */
export function productsFaults(of: TemplateProducts, value: string): readonly ProductsFault[] {
  const sections = readProducts(value)
  const products = productsIn(sections)
  const titled = of.sections > 0
  const wrong: Record<ProductsFault, boolean> = {
    few: products.length < of.least,
    many: products.length > of.most,
    sections: titled && sections.length > of.sections,
    untitled: titled && sections.some(({ title }) => title.trim() === ''),
    title: titled && sections.some(({ title }) => title.length > longestTitle),
    empty: titled && sections.some(({ items }) => items.length === 0),
    unaddressed: of.addresses && products.some(({ address }) => address === ''),
    address: of.addresses && products.some(({ address }) => hasSpaces(address)),
  }
  return faults.filter((fault) => wrong[fault])
}

/** No address has any. */
export function hasSpaces(address: string): boolean {
  return /\s/.test(address)
}
