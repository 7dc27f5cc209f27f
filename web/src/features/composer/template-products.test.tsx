import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { connect } from '../../api/client'
import type { InboxId } from '../../api/types'
import { Announcer } from '../../ui/announce'
import type { ChosenTemplate } from './drafts'
import { TemplateChooser } from './template-chooser'

const place = { kind: 'inbox', id: 'whatsapp' as InboxId, contact: '' } as const
let relais: FakeRelais
let value: ChosenTemplate | null
let asked: URL[]

beforeEach(() => {
  relais = new FakeRelais()
  value = null
  asked = []
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    asked.push(new URL(request.url))
    return relais.handle(request, 'ws://relais.test/live')
  }
})

function Chooser({ first }: { readonly first: ChosenTemplate | null }) {
  const [chosen, setChosen] = useState(first)
  value = chosen
  return (
    <>
      <TemplateChooser place={place} value={chosen} focused={false} onChange={setChosen} onSend={() => undefined} />
      <Announcer />
    </>
  )
}

/** Takes a template, or goes on with one that was begun. */
async function take(name: string, products?: string) {
  const begun = { name, language: 'en', values: { 'body.1': 'Emma', products: products ?? '' }, ready: false }
  render(inApp(<Chooser first={begun} />))
  await screen.findByRole('group', { name: 'Fill in the gaps' })
}

const products = () => value?.values.products
const pick = async (name: RegExp) => userEvent.click(await screen.findByRole('option', { name }))
const numbered = () => asked.filter((url) => url.searchParams.has('numbers'))

test('one product stands above the text; another takes its place', async () => {
  await take('back_in_stock')
  const preview = screen.getByRole('figure')
  expect(within(preview).getByText('Product').tagName).toBe('MARK')
  await pick(/Fjord/)
  expect(products()).toBe('HG-1001\t\tLamp “Fjord”')
  expect(value?.ready).toBe(true)
  expect(preview).toHaveTextContent('Lamp “Fjord”€ 89.00Hi Emma')
  expect(screen.getByRole('log')).toHaveTextContent('Lamp “Fjord” added, 1 of 1')
  await pick(/Dune/)
  expect(products()).toBe('HG-1002\t\tLamp “Dune”')
  expect(screen.getByRole('option', { name: /Dune/ })).toHaveAttribute('aria-selected', 'true')
  expect(screen.queryByRole('button', { name: /up$/ })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Remove Lamp “Dune”' }))
  expect([products(), value?.ready]).toEqual(['', false])
  expect(screen.getByRole('searchbox', { name: 'Search the catalogue' })).toHaveFocus()
}, 20_000)

test('cards have an order and an address each', async () => {
  await take('picked_for_you')
  const preview = screen.getByRole('list', { name: 'Cards to leaf through' })
  expect(within(preview).getAllByText('Product')).toHaveLength(2)
  expect(screen.getByText('At least 2 products')).toBeVisible()
  await pick(/Fjord/)
  await pick(/Pebble/)
  await pick(/Dune/)
  expect(screen.getByText('3 of 10')).toBeVisible()
  const chosen = screen.getByRole('list', { name: 'Chosen products' })
  expect(within(chosen).getAllByRole('listitem').map((row) => row.textContent.includes('Not available'))).toEqual([false, true, false])

  await userEvent.click(screen.getByRole('button', { name: 'Move Lamp “Dune” up' }))
  expect(screen.getByRole('button', { name: 'Move Lamp “Dune” up' })).toHaveFocus()
  expect(screen.getByRole('log')).toHaveTextContent('Lamp “Dune”: place 2 of 3')
  await userEvent.click(screen.getByRole('button', { name: 'Move Lamp “Dune” up' }))
  expect(screen.getByRole('button', { name: 'Move Lamp “Dune” up' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Move Lamp “Dune” down' })).toHaveFocus()
  await userEvent.click(screen.getByRole('button', { name: 'Remove Lamp “Fjord”' }))
  expect(screen.getByRole('button', { name: 'Remove Vase “Pebble”' })).toHaveFocus()

  const address = (name: string) => within(screen.getByRole('group', { name })).getByRole('textbox', { name: /Address behind “See it”/ })
  expect(value?.ready).toBe(false)
  await userEvent.click(address('Lamp “Dune”'))
  await userEvent.paste('du ne')
  expect(address('Lamp “Dune”')).toBeInvalid()
  expect(screen.getByText('An address has no spaces.')).toBeVisible()
  await userEvent.clear(address('Lamp “Dune”'))
  await userEvent.type(address('Lamp “Dune”'), 'dune')
  expect(screen.getByText('https://harbourgoods.example/p/dune')).toBeVisible()
  await userEvent.type(address('Vase “Pebble”'), 'pebble')
  expect(products()).toBe('HG-1002\tdune\tLamp “Dune”\nHG-2002\tpebble\tVase “Pebble”')
  expect(value?.ready).toBe(true)
  expect(within(preview).getAllByText('See it')).toHaveLength(2)
}, 30_000)

test('a list has sections with titles, and products go from one to the other', async () => {
  await take('winter_table')
  await userEvent.type(screen.getByRole('textbox', { name: /^Section 1 · Title/ }), 'On it')
  await pick(/six cups/)
  await pick(/Fjord/)
  expect(value?.ready).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: 'Add a section' }))
  const second = screen.getByRole('textbox', { name: /^Section 2 · Title/ })
  expect(second).toHaveFocus()
  expect(value?.ready).toBe(false)
  await userEvent.keyboard('Above it')
  await userEvent.click(screen.getByRole('button', { name: 'Move Lamp “Fjord” down' }))
  expect(screen.getByRole('log')).toHaveTextContent('Lamp “Fjord” is in Section 2 now: place 1 of 1')
  expect(screen.getByRole('button', { name: 'Move Lamp “Fjord” up' })).toHaveFocus()
  await pick(/Dune/)
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Add to' }), 'Section 1 · On it')
  await pick(/friend/)
  expect(products()).toBe(
    '\tOn it\nHG-3001\t\tSet of six cups\nHG-3002\t\tCup of a friend\n\tAbove it\nHG-1001\t\tLamp “Fjord”\nHG-1002\t\tLamp “Dune”',
  )
  expect(screen.getByRole('figure')).toHaveTextContent('4 products in 2 sections')
  await userEvent.click(screen.getByRole('button', { name: 'Remove Section 2' }))
  expect(products()).toBe(
    '\tOn it\nHG-3001\t\tSet of six cups\nHG-3002\t\tCup of a friend\nHG-1001\t\tLamp “Fjord”\nHG-1002\t\tLamp “Dune”',
  )
  expect(screen.getByRole('textbox', { name: /^Section 1 · Title/ })).toHaveFocus()
  expect(screen.queryByRole('button', { name: 'Remove Section 1' })).not.toBeInTheDocument()
  // What is picked again is taken out, and the focus stays where it is.
  await pick(/Dune/)
  expect(products()).not.toContain('Dune')
}, 30_000)

test('a whole catalogue needs no product', async () => {
  await take('whole_catalogue')
  await pick(/Fjord/)
  expect(value?.ready).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: 'Remove Lamp “Fjord”' }))
  expect([products(), value?.ready]).toEqual(['', true])
  expect(screen.getByText('Without one, WhatsApp shows the first product of the catalogue.')).toBeVisible()
}, 20_000)

test('what was begun is there again, with what the catalogue says of it', async () => {
  await take('winter_table', '\tOn it\nHG-1001\nHG-9\t\tOld mug')
  const chosen = screen.getByRole('list', { name: 'Chosen products' })
  await waitFor(() => expect(chosen).toHaveTextContent('Lamp “Fjord”€ 89.00HG-1001'))
  expect(chosen).toHaveTextContent('Old mugHG-9Not in the catalogue')
  expect(numbered().map((url) => url.searchParams.get('numbers')?.split('\n'))).toEqual([['HG-1001', 'HG-9']])
  expect(numbered()[0]?.searchParams.get('template')).toBe('winter_table')
}, 20_000)

test('the catalogue is searched once somebody pauses, and shows more when asked', async () => {
  await take('winter_table')
  const searches = () => asked.filter((url) => url.pathname.endsWith('/products')).map((url) => url.searchParams.get('search'))
  await screen.findByRole('option', { name: /Fjord/ })
  expect(screen.queryByRole('option', { name: 'Plate no. 6' })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByRole('option', { name: 'Plate no. 6' })).toBeInTheDocument()
  // In one go: on a busy machine somebody who types pauses.
  for (const typed of ['l', 'la', 'lam', 'lamp']) {
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search the catalogue' }), { target: { value: typed } })
  }
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2))
  expect(searches()).toEqual([null, null, 'lamp'])
}, 20_000)

test('a number that nobody finds is added by hand', async () => {
  await take('back_in_stock')
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Search the catalogue' }), 'XX-99')
  expect(await screen.findByText('Nothing found for “XX-99”.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Add the number “XX-99”' }))
  expect(products()).toBe('XX-99')
  expect(screen.getByRole('searchbox', { name: 'Search the catalogue' })).toHaveValue('')
  expect(await screen.findByText('Not in the catalogue')).toBeVisible()
}, 20_000)

test('a catalogue that cannot be read says why, and numbers are added by hand', async () => {
  relais.productsTrouble = { code: 'nobody-knows-it', reason: 'The token may not read it.' }
  await take('back_in_stock')
  expect(await screen.findByText(/The catalogue could not be read: The token may not read it./)).toBeVisible()
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search the catalogue' }), 'HG-1')
  await userEvent.click(await screen.findByRole('button', { name: 'Add the number “HG-1”' }))
  expect([products(), value?.ready]).toEqual(['HG-1', true])
  expect(screen.queryByText('Not in the catalogue')).not.toBeInTheDocument()
  relais.productsTrouble = null
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('option', { name: /Fjord/ })).toBeInTheDocument()
}, 20_000)

test('without a catalogue to look into numbers are typed, and nobody is asked', async () => {
  await take('by_number')
  const field = screen.getByRole('textbox', { name: 'Number of the product' })
  expect(screen.getByText(/cannot be looked through from here/)).toBeVisible()
  await userEvent.type(field, ' HG-1 {Enter}HG-1{Enter}')
  await userEvent.type(field, 'HG-2')
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect(products()).toBe('\t\nHG-1\nHG-2')
  expect(field).toHaveFocus()
  await userEvent.type(screen.getByRole('textbox', { name: /^Section 1 · Title/ }), 'All')
  expect(value?.ready).toBe(true)
  expect(asked.some((url) => url.pathname.endsWith('/products'))).toBe(false)
}, 20_000)

test('the list of templates says that they show products, and what stands in the way', async () => {
  render(inApp(<Chooser first={null} />))
  expect(await screen.findByRole('option', { name: 'Back in stock' })).toHaveTextContent('Products · en')
  const hindered = screen.getByRole('option', { name: 'No catalogue' })
  expect(hindered).toHaveTextContent('WhatsApp tells of no catalogue.')
  expect(hindered).toHaveAttribute('aria-disabled', 'true')
})
