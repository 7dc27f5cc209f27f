import { expect, test } from 'vitest'
import type { Template, TemplateGap } from '../../api/types'
import type { AttachedFile } from './api/upload'
import { around, buttonOf, choices, chosen, coordinates, filled, gapFault, leavingTemplate, matches, pieces, styled, title, withFile } from './template'

function template(part: Partial<Template>): Template {
  return {
    name: 'order_ready',
    language: 'en',
    category: 'utility',
    state: 'approved',
    quality: 'high',
    hindrance: null,
    header: null,
    media: null,
    offer: null,
    place: false,
    products: null,
    files: { most: 0, together: 0, sorts: [] },
    body: 'Hi {{1}}, your order {{2}} is ready.',
    footer: null,
    buttons: [],
    cards: [],
    gaps: [
      { id: 'body.1', card: null, place: 'body', name: null, example: 'Lotte', proposed: 'Zoë' },
      { id: 'body.2', card: null, place: 'body', name: null, example: 'HG-1', proposed: null },
    ],
    ...part,
  }
}

test('the languages of a template stand together, the one that is spoken and can be sent first', () => {
  const dutch = template({ language: 'nl' })
  const english = template({ language: 'en_US' })
  const paused = template({ language: 'fr', hindrance: 'state', state: 'paused' })
  const best = (language: string) => choices([dutch, english, paused], language)[0]?.best.language
  expect([best('nl'), best('en'), best('fr'), best('it')]).toEqual(['nl', 'en_US', 'en_US', 'en_US'])
  expect(choices([paused], 'en')[0]?.best).toBe(paused)
})

test('what is known is filled in, and what was written stays in another language', () => {
  const first = chosen(template({}), null)
  expect(first).toEqual({ name: 'order_ready', language: 'en', values: { 'body.1': 'Zoë', 'body.2': '' }, files: [], ready: false })
  const written = filled(template({}), { ...first.values, 'body.1': 'Z.', 'body.2': 'HG-2' })
  expect(written.ready).toBe(true)
  expect(chosen(template({ language: 'nl' }), written).values).toEqual({ 'body.1': 'Z.', 'body.2': 'HG-2' })
  expect(chosen(template({ name: 'other' }), written).values).toEqual({ 'body.1': 'Zoë', 'body.2': '' })
  expect(filled(template({}), { 'body.1': 'a', 'body.2': ' ' }).ready).toBe(false)
})

test('a text is taken apart at its gaps, which are called by what stands around them', () => {
  expect(pieces('Hi {{1}}, {{ two }}!', 'body')).toEqual([
    { words: 'Hi ' },
    { gap: 'body.1' },
    { words: ', ' },
    { gap: 'body.two' },
    { words: '!' },
  ])
  const both = template({})
  expect(both.gaps.map((gap) => around(both, gap))).toEqual(['Hi …, your order', 'your order … is ready.'])
})

test('nothing follows a gap that ends its sentence', () => {
  const last = template({ body: 'Your code is {{1}}. Keep it.', gaps: template({}).gaps.slice(0, 1) })
  expect(last.gaps.map((gap) => around(last, gap))).toEqual(['Your code is …'])
})

test('the marks of WhatsApp are read, and lonely ones are not', () => {
  expect(styled('*Hi* _you_ ~no~ ```x``` 2 * 3 a*')).toEqual([
    { text: 'Hi', style: 'bold' },
    { text: ' ', style: 'plain' },
    { text: 'you', style: 'italic' },
    { text: ' ', style: 'plain' },
    { text: 'no', style: 'struck' },
    { text: ' ', style: 'plain' },
    { text: 'x', style: 'code' },
    { text: ' 2 * 3 a*', style: 'plain' },
  ])
})

test('a template is found by its name and its words, accents or not', () => {
  const choice = choices([template({ body: 'Votre commande est prête' })], 'fr')[0]
  if (choice === undefined) throw new Error('There is one')
  expect(['order ready', 'prete', 'ORDER_', ''].map((typed) => matches(choice, typed))).toEqual([true, true, true, true])
  expect(matches(choice, 'sale')).toBe(false)
  expect(title('order_ready')).toBe('Order ready')
})

test('a template with a file waits for it, keeps it in another language, and takes it along', () => {
  const files = { most: 1, together: 100, sorts: [{ kind: 'image', types: ['image/png'], bytes: 100 }] }
  const picture = template({ media: 'image', files, gaps: [] })
  const file = { upload: 'u1', name: 'a.png', type: 'image/png', size: 3, storedAt: 1 }
  const empty = chosen(picture, null)
  expect(empty).toMatchObject({ files: [null], ready: false })
  const whole = filled(picture, {}, [file])
  expect(whole.ready).toBe(true)
  expect(chosen(template({ media: 'image', files, gaps: [], language: 'nl' }), whole)).toMatchObject({ files: [file], ready: true })
  expect(chosen(template({ gaps: [] }), whole)).toMatchObject({ files: [], ready: true })
  expect(leavingTemplate(whole)).toEqual({
    template: { name: 'order_ready', language: 'en', values: {} },
    files: [{ upload: 'u1', name: 'a.png', type: 'image/png' }],
  })
  // One that was kept before templates had files.
  expect(leavingTemplate({ name: 'a', language: 'en', values: {}, ready: true }).files).toEqual([])
})

test('a place needs degrees that are on a map, and takes both at once as maps copy them', () => {
  const gap = (id: string) => ({ id, card: null, place: 'map', name: 'x', example: null, proposed: null }) as const
  const latitude = gap('map.latitude')
  expect(['52,64', '-90', '90.1', 'north', '', '1e1'].map((value) => gapFault(template({}), latitude, value))).toEqual([
    null,
    null,
    { kind: 'degrees', most: 90 },
    { kind: 'degrees', most: 90 },
    null,
    { kind: 'degrees', most: 90 },
  ])
  expect(gapFault(template({}), gap('map.longitude'), '180.5')).toEqual({ kind: 'degrees', most: 180 })
  expect(gapFault(template({}), gap('map.name'), 'north')).toBeNull()
  expect(filled(template({ gaps: [latitude] }), { 'map.latitude': '91' }).ready).toBe(false)
  expect(coordinates('52.642412, 5.060123')).toEqual({ 'map.latitude': '52.642412', 'map.longitude': '5.060123' })
  expect([coordinates('52,64'), coordinates('52.64'), coordinates('Kade 1, 5')]).toEqual([null, null, null])
})

test('each card has its own gaps, buttons and file, and putting one in leaves the others', () => {
  const gap = { card: 1, name: null, example: null, proposed: null } as const
  const body: TemplateGap = { ...gap, id: 'card.1.body.1', place: 'body' }
  const button: TemplateGap = { ...gap, id: 'card.1.button.0', place: 'button' }
  const see = { sort: 'url', label: 'See', target: 'https://x/{{1}}' }
  const files = { most: 2, together: 9, sorts: [] }
  const carousel = template({
    body: 'Look',
    gaps: [body, button],
    files,
    cards: [
      { media: 'image', body: 'A coat', buttons: [] },
      { media: 'image', body: 'A hat for {{1}} only', buttons: [see] },
    ],
  })
  expect(around(carousel, body)).toBe('A hat for … only')
  expect(buttonOf(carousel, button)).toEqual(see)
  expect(buttonOf(carousel, body)).toBeUndefined()
  expect(pieces('A {{1}}', 'card.1.body')).toEqual([{ words: 'A ' }, { gap: 'card.1.body.1' }])
  const hat: AttachedFile = { upload: 'u2', name: 'hat.png', type: 'image/png', size: 3, storedAt: 1 }
  const first = withFile(carousel, chosen(carousel, null), 1, hat)
  expect(first.files).toEqual([null, hat])
  const both = withFile(carousel, { ...first, values: { 'card.1.body.1': '€ 20', 'card.1.button.0': 'hat' } }, 0, { ...hat, upload: 'u1' })
  expect(both.files?.map((file) => file?.upload)).toEqual(['u1', 'u2'])
  expect([first.ready, both.ready]).toEqual([false, true])
  expect(matches({ name: 'x', variants: [carousel], best: carousel }, 'hat')).toBe(true)
})

test('an offer ends after now', () => {
  const ends = { id: 'offer.ends', card: null, place: 'offer', name: null, example: null, proposed: null } as const
  const now = Date.parse('2026-11-28T12:00:00Z')
  expect(['2026-11-28T12:00:01Z', '2026-11-28T12:00:00Z', 'soon', ''].map((value) => gapFault(template({}), ends, value, now))).toEqual([
    null,
    { kind: 'over' },
    { kind: 'over' },
    null,
  ])
})

test('products are looked at as well, and may be left out where the provider chooses', () => {
  const gap: TemplateGap = { id: 'products', card: null, place: 'products', name: null, example: null, proposed: null }
  const products = { sort: 'cards', least: 2, most: 10, sections: 0, addresses: true, readable: true } as const
  const shop = template({ gaps: [gap], products })
  const ready = (of: Template, value: string) => filled(of, { products: value }).ready
  expect(['', '1\ta', '1\ta\n2', '1\ta\n2\tb'].map((value) => ready(shop, value))).toEqual([false, false, false, true])
  expect(gapFault(shop, gap, '1\ta')).toEqual({ kind: 'few' })
  expect(gapFault(shop, gap, '')).toBeNull()
  const whole = template({ gaps: [gap], products: { ...products, sort: 'catalogue', least: 0, most: 1, addresses: false } })
  expect(['', '1', '1\n2'].map((value) => ready(whole, value))).toEqual([true, true, false])
  const list = template({ gaps: [gap], products: { ...products, sort: 'list', least: 1, most: 30, sections: 10, addresses: false } })
  expect(['\tA\n1', '1', '\tA'].map((value) => ready(list, value))).toEqual([true, false, false])
})
