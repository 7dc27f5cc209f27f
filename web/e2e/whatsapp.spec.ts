import type { APIRequestContext } from '@playwright/test'
import { expect, openConversation, signIn, test } from './signed-in'

type Phone = { id: string; messages: { id: string; mine: boolean; type: string; text: string; mark: string | null; status: string }[] }

/** The customer's phone, as the simulator of WhatsApp shows it. */
async function phone(request: APIRequestContext, customer: string): Promise<Phone> {
  const state = (await (await request.get('/simulator/api/state')).json()) as { customers: Phone[] }
  const found = state.customers.find((one) => one.id === customer)
  if (found === undefined) throw new Error(`There is no customer ${customer}`)
  return found
}

test('a customer reacts, edits, deletes and shares on WhatsApp, and sees our reaction and which message we answer; what is written, edited, deleted and reacted in the phone app is shown @system', async ({ page, request }) => {
  const number = `3168${String(Date.now()).slice(-7)}`
  const name = `Wilma ${number}`
  const added = await request.post('/simulator/api/customers', { data: { name, number: `+${number}` } })
  const { id } = (await added.json()) as { id: string }
  const act = (data: Record<string, string>) => request.post(`/simulator/api/customers/${id}/acts`, { data })
  await request.post(`/simulator/api/customers/${id}/messages`, { data: { text: 'Do you have lamps?' } })
  await signIn(page, 'Amélie Laurent', '/list/new')
  const timeline = await openConversation(page, 'New', new RegExp(name))
  await expect(timeline).toContainText('Do you have lamps?')

  const first = (await phone(request, id)).messages[0]
  if (first === undefined) throw new Error('The phone has the message')
  await act({ act: 'edit', target: first.id, text: 'Do you have green lamps?' })
  await expect(timeline).toContainText('Do you have green lamps?')
  await expect(timeline.getByRole('button', { name: 'Earlier versions' })).toBeVisible()

  await act({ act: 'location' })
  await expect(timeline.getByRole('link', { name: 'Open in a map' })).toBeVisible()

  const card = timeline.getByRole('article', { name: new RegExp(`Message from ${name}`) }).first()
  await card.getByRole('button', { name: 'React' }).click()
  await page.getByRole('menuitem', { name: '👍' }).click()
  await expect(card.getByRole('list', { name: 'Reactions' })).toContainText('👍')
  await expect.poll(async () => (await phone(request, id)).messages[0]?.mark).toBe('👍')

  await card.getByRole('button', { name: 'Answer this message' }).click()
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('Yes, three of them.')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const reply = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(reply.getByRole('button', { name: /^Answers: Do you have green lamps\?/ })).toBeVisible()
  await expect(reply).toContainText(/Sent|Delivered|Read/)

  const ours = (await phone(request, id)).messages.find((message) => !message.mine && message.type === 'text')
  if (ours === undefined) throw new Error('The phone has our answer')
  await act({ act: 'react', target: ours.id, text: '❤️' })
  await expect(reply.getByRole('list', { name: 'Reactions' })).toContainText('❤️')

  await act({ act: 'shop', text: 'They are by the door.' })
  const outside = timeline.getByRole('article', { name: 'Reply from Someone outside Relais' })
  await expect(outside).toContainText('They are by the door.')

  const theirs = (await phone(request, id)).messages.find((message) => message.text === 'They are by the door.')
  if (theirs === undefined) throw new Error('The phone has what the shop wrote')
  await act({ act: 'shop-edit', target: theirs.id, text: 'They are by the window.' })
  await expect(outside).toContainText('They are by the window.')
  await expect(outside.getByRole('button', { name: 'Earlier versions' })).toBeVisible()

  await act({ act: 'shop-react', target: first.id, text: '🙏' })
  await expect(card.getByRole('list', { name: 'Reactions' })).toContainText('🙏Someone outside Relais')

  await act({ act: 'shop-delete', target: theirs.id, text: '' })
  await expect(outside).toContainText('Deleted outside Relais')
  await expect(outside).not.toContainText('window')

  await act({ act: 'delete', target: first.id, text: '' })
  await expect(timeline).toContainText('Deleted by the customer')
  await expect(timeline).not.toContainText('green lamps')
})
