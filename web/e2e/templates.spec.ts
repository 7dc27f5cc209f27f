import type { APIRequestContext, Page } from '@playwright/test'
import { expect, openConversation, signIn, test } from './signed-in'

/** One pixel. */
const picture = {
  name: 'winter.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

type PhoneProduct = { number: string }
type PhoneButton = { label: string; payload?: string; sections?: { title: string; items: PhoneProduct[] }[] }
type PhoneCard = { text: string; file: { id: string }; product?: PhoneProduct; buttons: PhoneButton[] }
type PhoneMessage = { id: string; mine: boolean; type: string; text: string; status: string; media: string | null; around: { header?: string; footer?: string; buttons?: PhoneButton[]; cards?: PhoneCard[]; file?: { sort: string } } | null }
type Phone = { id: string; messages: PhoneMessage[] }

/** What a customer's phone shows. */
async function phone(request: APIRequestContext, customer: string): Promise<Phone> {
  const state = (await (await request.get('/simulator/api/state')).json()) as { customers: Phone[] }
  const found = state.customers.find((one) => one.id === customer)
  if (found === undefined) throw new Error(`There is no customer ${customer}`)
  return found
}

/** Finds a template by its words, and takes it. */
async function choose(page: Page, words: string, name: RegExp) {
  await page.getByRole('searchbox', { name: 'Search by name or words' }).fill(words)
  await page.getByRole('option', { name }).click()
}

async function templateId(request: APIRequestContext, name: string, language: string): Promise<string> {
  const all = (await (await request.get('/simulator/api/templates')).json()) as { id: string; name: string; language: string }[]
  const found = all.find((each) => each.name === name && each.language === language)
  if (found === undefined) throw new Error(`There is no template ${name} in ${language}`)
  return found.id
}

test('a template begins a conversation on WhatsApp, its button is tapped, and the answer opens the conversation for free words @system', async ({
  page,
  request,
}) => {
  const number = `3169${String(Date.now()).slice(-7)}`
  await signIn(page, 'Amélie Laurent', '/new')
  await page.getByRole('combobox', { name: 'Out of the inbox' }).selectOption({ label: 'WhatsApp · +31 20 555 0142' })
  await page.getByRole('textbox', { name: 'Phone number' }).fill(`+${number}`)
  await page.getByRole('textbox', { name: 'Customer’s name' }).fill('Tess Visser')
  await choose(page, 'bestelling', /Order ready/)
  await page.getByRole('combobox', { name: 'Language' }).selectOption('nl')
  const preview = page.getByRole('figure', { name: 'What the customer will see' })
  await page.getByRole('group', { name: 'Fill in the gaps' }).getByRole('combobox').nth(0).fill('HG-20460')
  await page.getByRole('group', { name: 'Fill in the gaps' }).getByRole('combobox').nth(1).fill('Tess')
  await page.getByRole('group', { name: 'Fill in the gaps' }).getByRole('combobox').nth(2).fill('HG-20460')
  await page.getByRole('group', { name: 'Fill in the gaps' }).getByRole('combobox').nth(3).fill('zaterdag')
  await expect(preview).toContainText('Hoi Tess, je bestelling HG-20460 ligt klaar. Je kunt haar tot zaterdag ophalen')
  await page.getByRole('button', { name: 'Send', exact: true }).click()

  const timeline = page.getByRole('region', { name: 'Timeline' })
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent).toContainText('Bestelling HG-20460')
  await expect(sent).toContainText('Hoi Tess, je bestelling HG-20460 ligt klaar.')
  await expect(sent.getByRole('list', { name: 'Buttons of the template' })).toContainText('Ik kom langs')
  await expect(sent).toContainText(/Sent|Delivered|Read/)

  const received = (await phone(request, number)).messages.find((message) => !message.mine)
  expect(received).toMatchObject({
    type: 'template',
    text: 'Hoi Tess, je bestelling HG-20460 ligt klaar. Je kunt haar tot zaterdag ophalen in onze winkel in Hoorn.',
    around: { header: 'Bestelling HG-20460', footer: 'Harbour Goods, Hoorn' },
  })
  // Nobody wrote yet: only templates may follow.
  await page.getByRole('button', { name: /^Reply/ }).first().click()
  await expect(page.getByText('Tess Visser has not written on WhatsApp yet.')).toBeVisible()

  await request.post(`/simulator/api/customers/${number}/acts`, { data: { act: 'tap', target: received?.id, text: 'Ik kom langs' } })
  await expect(timeline).toContainText('Ik kom langs')
  await expect(page.getByText(/WhatsApp lets you write freely for another/)).toBeVisible()

  // One with a picture above: it is seen before it leaves, and gets there.
  await page.getByRole('button', { name: 'Send a template' }).click()
  await choose(page, 'winter', /New collection/)
  const send = page.getByRole('button', { name: /^Send reply/ })
  await page.getByLabel('Choose a picture', { exact: true }).setInputFiles(picture)
  await expect(preview.getByRole('img', { name: 'winter.png' })).toHaveJSProperty('complete', true)
  await page.getByRole('group', { name: 'Fill in the gaps' }).getByRole('combobox').first().fill('Tess')
  await send.click()
  const pictured = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' }).last()
  await expect(pictured.getByRole('link', { name: /winter\.png/ })).toBeVisible()
  await expect(pictured).toContainText(/Sent|Delivered|Read/)
  const onPhone = (await phone(request, number)).messages.findLast((message) => message.type === 'template')
  expect(onPhone?.around?.file?.sort).toBe('image')
  expect(await (await request.get(`/simulator/api/media/${onPhone?.media}`)).body()).toEqual(picture.buffer)
})

test('cards are filled in with a picture each, and the one that is tapped is known @system', async ({ page, request }) => {
  const number = `3168${String(Date.now()).slice(-7)}`
  await signIn(page, 'Amélie Laurent', '/new')
  await page.getByRole('combobox', { name: 'Out of the inbox' }).selectOption({ label: 'WhatsApp · +31 20 555 0142' })
  await page.getByRole('textbox', { name: 'Phone number' }).fill(`+${number}`)
  await choose(page, 'coats', /Three coats/)
  await page.getByRole('group', { name: 'Fill in the gaps' }).getByRole('combobox').first().fill('Tess')
  const send = page.getByRole('button', { name: 'Send', exact: true })
  for (const [place, name] of ['oilskin', 'parka', 'poncho'].entries()) {
    await expect(send).toBeDisabled()
    const card = page.getByRole('group', { name: `Card ${place + 1} of 3` })
    await card.getByLabel('Choose a picture', { exact: true }).setInputFiles({ ...picture, name: `${name}.png` })
    await expect(card.getByText(`${name}.png`)).toBeVisible()
    await card.getByRole('combobox').nth(0).fill(`€ ${place + 1}0`)
    await card.getByRole('combobox').nth(1).fill(name)
  }
  await expect(page.getByRole('figure').getByRole('img', { name: 'poncho.png' })).toHaveJSProperty('complete', true)
  await send.click()

  const timeline = page.getByRole('region', { name: 'Timeline' })
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent.getByRole('list', { name: 'Cards to leaf through' })).toContainText('The parka, € 20')
  await expect(sent).toContainText(/Sent|Delivered|Read/)
  const received = (await phone(request, number)).messages.find((message) => !message.mine)
  const cards = received?.around?.cards ?? []
  expect(cards.map((card) => card.text)).toEqual(['The oilskin, € 10', 'The parka, € 20', 'The poncho, € 30'])
  expect(await (await request.get(`/simulator/api/media/${cards[2]?.file.id}`)).body()).toEqual(picture.buffer)

  const { label, payload } = cards[1]?.buttons[0] ?? { label: '', payload: '' }
  await request.post(`/simulator/api/customers/${number}/acts`, { data: { act: 'tap', target: received?.id, text: label, payload } })
  const answer = timeline.getByRole('article').last()
  await expect(answer).toContainText('Chose: Keep it for me')
  await expect(answer).toContainText('The parka, € 20')
})

test('products are found in the catalogue, sent side by side and in a list, and ordered @system', async ({ page, request }) => {
  const number = `3167${String(Date.now()).slice(-7)}`
  await signIn(page, 'Amélie Laurent', '/new')
  await page.getByRole('combobox', { name: 'Out of the inbox' }).selectOption({ label: 'WhatsApp · +31 20 555 0142' })
  await page.getByRole('textbox', { name: 'Phone number' }).fill(`+${number}`)
  await page.getByRole('textbox', { name: 'Customer’s name' }).fill('Tess Visser')
  await choose(page, 'rain', /Made for rain/)
  const send = page.getByRole('button', { name: 'Send', exact: true })
  const take = async (search: string, name: RegExp) => {
    await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill(search)
    await page.getByRole('option', { name }).click()
  }
  await take('HG-1003', /Poncho/)
  await expect(send).toBeDisabled()
  await take('park', /Parka/)
  const preview = page.getByRole('figure', { name: 'What the customer will see' })
  await expect(preview).toContainText('€59.00')
  await expect(preview.locator('img').first()).toHaveJSProperty('naturalWidth', 80)
  await page.getByRole('button', { name: /Move .*Parka.* up/ }).click()
  await send.click()

  const timeline = page.getByRole('region', { name: 'Timeline' })
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent.getByRole('list', { name: 'Cards to leaf through' })).toContainText('Poncho')
  await expect(sent).toContainText(/Sent|Delivered|Read/)
  const received = (await phone(request, number)).messages.find((message) => !message.mine)
  expect(received?.around?.cards?.map((card) => card.product?.number)).toEqual(['HG-1002', 'HG-1003'])

  await request.post(`/simulator/api/customers/${number}/acts`, { data: { act: 'order', target: received?.id, text: 'HG-1002' } })
  await expect(timeline.getByRole('article').last()).toContainText('HG-1002')

  await page.getByRole('button', { name: 'Reply to customer' }).click()
  await page.getByRole('button', { name: 'Send a template' }).click()
  await choose(page, 'picked', /Picked for you/)
  await page.getByRole('textbox', { name: 'Title' }).fill('For the morning')
  await take('mug', /Enamel mug/)
  await page.getByRole('button', { name: 'Add a section' }).click()
  await page.getByRole('textbox', { name: 'Title' }).last().fill('For the evening')
  await take('teapot', /Teapot/)
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const list = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' }).last()
  await expect(list).toContainText('For the evening')
  await expect(list).toContainText('Teapot')
  await expect(list).toContainText(/Sent|Delivered|Read/)
  const button = (await phone(request, number)).messages.findLast((message) => message.type === 'template')?.around?.buttons?.[0]
  expect(button?.sections?.map(({ title, items }) => [title, items[0]?.number])).toEqual([
    ['For the morning', 'HG-3001'],
    ['For the evening', 'HG-3002'],
  ])
})

test('who wrote two days ago is answered with a template, and what Meta refuses is said @system', async ({ page, request }) => {
  await signIn(page, 'Amélie Laurent', '/list/new')
  const timeline = await openConversation(page, 'New', /Roos Vermeer/)
  const openBox = async () => {
    const tab = page.getByRole('button', { name: /^Reply to customer/ })
    if ((await tab.getAttribute('aria-expanded')) === 'false') await tab.click()
  }
  await openBox()
  await expect(page.getByText(/The time for free answers on WhatsApp ended/)).toBeVisible()
  // She writes Dutch, so that is proposed; her name and the case number are there already.
  await choose(page, 'vraag', /Question answered/)
  const preview = page.getByRole('figure', { name: 'What the customer will see' })
  await expect(preview).toContainText(/Hallo Roos, we hebben je vraag #\d+ uitgezocht/)

  await request.put('/simulator/api/customers/31628714409', { data: { nextTrouble: '132007' } })
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const reply = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' }).first()
  await expect(reply).toContainText('The template breaks a rule of WhatsApp.')

  // Meta pauses it: the list says so, and it cannot be chosen any more.
  const id = await templateId(request, 'question_answered', 'nl')
  await request.put(`/simulator/api/templates/${id}`, { data: { status: 'PAUSED' } })
  await expect
    .poll(
      async () => {
        await page.reload()
        await openBox()
        await choose(page, 'question', /Question answered/)
        const paused = await page.getByRole('combobox', { name: 'Language' }).locator('option[value="nl"]').isDisabled()
        await page.getByRole('button', { name: 'Another template' }).click()
        return paused
      })
    .toBe(true)
  await request.put(`/simulator/api/templates/${id}`, { data: { status: 'APPROVED' } })
})
