import type { components } from '../src/api/schema.ts'

type Schemas = components['schemas']

/** A picture that is drawn here, so that nothing has to be fetched from a shop. */
function picture(colour: string, shape: string): string {
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/><path d="${shape}" fill="#fff" fill-opacity=".85"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(drawn)}`
}

const lamp = 'M14 8h12l5 14H9zM19 22h2v9h-2zM14 31h12v2H14z'
const vase = 'M16 7h8v5l4 8c2 6-2 13-8 13s-10-7-8-13l4-8z'
const cup = 'M9 13h18v4h4v9h-5c-1 4-4 6-8 6s-8-2-9-7zm18 7v3h1v-3z'

function product(number: string, name: string, price: string | null, drawn: string | null, available = true): Schemas['Product'] {
  return { number, name, price, picture: drawn, available }
}

const named = [
  product('HG-1001', 'Lamp “Fjord”', '€ 89.00', picture('#3d6f8e', lamp)),
  product('HG-1002', 'Lamp “Dune”', '€ 79.00', picture('#b5803b', lamp)),
  product('HG-2001', 'Vase “Harbour”, blown by hand, with a lid of oak and a very long name', '€ 45.50', picture('#4c7a5b', vase)),
  product('HG-2002', 'Vase “Pebble”', '€ 32.00', picture('#8a4a5e', vase), false),
  product('HG-3001', 'Set of six cups', '€ 54.00', picture('#5a5f9c', cup)),
  product('HG-3002', 'Cup of a friend', null, null),
  product('HG-3003', 'Teapot', '€ 61.00', 'https://shop.invalid/teapot.jpg'),
]

/** What the shop sells. */
export const demoProducts: readonly Schemas['Product'][] = [
  ...named,
  ...Array.from({ length: 40 }, (_, index) => {
    const colour = `hsl(${(index * 47) % 360} 35% 42%)`
    return product(`HG-${4001 + index}`, `Plate no. ${index + 1}`, `€ ${12 + index}.00`, picture(colour, cup))
  }),
]

const page = 12

/** Answers as the real API does: products by their numbers, or a page of those that match. */
export function productsOf(all: readonly Schemas['Product'][], query: URLSearchParams): Schemas['ProductList'] {
  const numbers = query.get('numbers')?.split('\n')
  if (numbers !== undefined) return { items: all.filter((each) => numbers.includes(each.number)), next: null, trouble: null }
  const search = (query.get('search') ?? '').toLowerCase()
  const found = all.filter(({ name, number }) => `${name} ${number}`.toLowerCase().includes(search))
  const from = Number(query.get('after') ?? 0)
  return { items: found.slice(from, from + page), next: from + page < found.length ? String(from + page) : null, trouble: null }
}

const gap: Schemas['TemplateGap'] = { id: 'products', card: null, place: 'products', name: null, example: null, proposed: null }
const shown = { least: 1, most: 1, sections: 0, addresses: false, readable: true }
const seeIt: Schemas['TemplateCard'] = {
  media: 'product',
  body: '',
  buttons: [
    { sort: 'url', label: 'See it', target: 'https://harbourgoods.example/p/{{1}}' },
    { sort: 'quick_reply', label: 'Keep it for me', target: null },
  ],
}

/** Templates of the four sorts that show products, and what stands in the way of some. */
export function shopTemplates(
  usual: Omit<Schemas['Template'], 'name' | 'language' | 'body' | 'gaps'>,
  name: Schemas['TemplateGap'],
): Schemas['Template'][] {
  const shop = { ...usual, language: 'en', category: 'marketing', gaps: [gap] }
  return [
    {
      ...shop,
      name: 'back_in_stock',
      body: 'Hi {{1}}, this is back in our shop.',
      footer: 'Harbour Goods',
      products: { ...shown, sort: 'one' },
      buttons: [{ sort: 'spm', label: 'View', target: null }],
      gaps: [name, gap],
    },
    {
      ...shop,
      name: 'picked_for_you',
      body: 'Picked for you, {{1}}:',
      products: { ...shown, sort: 'cards', least: 2, most: 10, addresses: true },
      cards: [seeIt, seeIt],
      gaps: [name, gap],
    },
    {
      ...shop,
      name: 'winter_table',
      header: 'The winter table',
      body: 'Hi {{1}}, all that belongs on it.',
      products: { ...shown, sort: 'list', most: 30, sections: 10 },
      buttons: [{ sort: 'mpm', label: 'View products', target: null }],
      gaps: [name, gap],
    },
    {
      ...shop,
      name: 'whole_catalogue',
      body: 'Everything we sell, in one place.',
      products: { ...shown, sort: 'catalogue', least: 0 },
      buttons: [{ sort: 'catalog', label: 'View catalogue', target: null }],
    },
    {
      ...shop,
      name: 'by_number',
      body: 'Ask for one of these.',
      products: { ...shown, sort: 'list', most: 30, sections: 10, readable: false },
      buttons: [{ sort: 'mpm', label: 'View products', target: null }],
    },
    {
      ...shop,
      name: 'no_catalogue',
      hindrance: 'catalogue',
      body: 'Look at this.',
      products: { ...shown, sort: 'one', readable: false },
      buttons: [{ sort: 'spm', label: 'View', target: null }],
    },
  ]
}

/** What the timeline shows of a template that was sent. */
export function sentTemplate(template: Schemas['Template'], value: string): Schemas['SentTemplate'] {
  const sections: Schemas['SentSection'][] = []
  for (const line of value.split('\n')) {
    const [number = '', , name] = line.split('\t')
    if (line.startsWith('\t')) sections.push({ title: line.slice(1), items: [] })
    else if (number !== '') {
      if (sections.length === 0) sections.push({ title: null, items: [] })
      sections.at(-1)?.items.push({ number, name: name ?? null })
    }
  }
  const products = sections.flatMap((section) => section.items)
  const sort = template.products?.sort
  const { name, language, header, media, footer } = template
  return {
    ...{ name, language, header, media, footer, offer: null },
    buttons: template.buttons.map(({ label }) => label),
    cards:
      sort === 'cards'
        ? products.map((product) => ({ text: '', buttons: template.cards[0]?.buttons.map(({ label }) => label) ?? [], product }))
        : [],
    product: sort === 'one' || sort === 'catalogue' ? (products[0] ?? null) : null,
    sections: sort === 'list' ? sections : [],
  }
}
