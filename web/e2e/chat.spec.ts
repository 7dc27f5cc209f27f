import type { Page } from '@playwright/test'
import { expect, openConversation, signIn, test } from './signed-in'
import { sendMail } from './send-mail'

/** Opens the chat of the demo shop as somebody who says who they are. */
async function visit(page: Page, name: string, email = '') {
  await page.goto('/shop')
  await page.getByRole('button', { name: 'Open the chat' }).click()
  const chat = page.getByRole('dialog', { name: 'Harbour Goods' })
  await chat.getByRole('textbox', { name: /^Your name/ }).fill(name)
  await chat.getByRole('textbox', { name: /^Your e-mail address/ }).fill(email)
  await chat.getByRole('button', { name: 'Start the chat' }).click()
  return chat
}

test('a visitor writes, an agent answers, both see the other, and a reload forgets nothing @system', async ({ page, browser }) => {
  const name = `Visitor ${Date.now()}`
  const secret = `Between us ${Date.now()}`
  const outside = await browser.newContext({ locale: 'en-GB' })
  try {
    const shop = await outside.newPage()
    const troubles: string[] = []
    shop.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    const chat = await visit(shop, name)
    await chat.getByRole('textbox', { name: 'Write a message' }).fill('Is the lantern waterproof? <b>Really</b>?')
    await chat.getByRole('textbox', { name: 'Write a message' }).press('Enter')
    await expect(chat.getByRole('log')).toContainText('Sent')

    await signIn(page, 'Amélie Laurent', '/list/new')
    const timeline = await openConversation(page, 'New', new RegExp(name))
    await expect(timeline).toContainText('Is the lantern waterproof? <b>Really</b>?')
    await expect(page.getByRole('group', { name: 'Visitor' })).toContainText('Here now')
    await expect(page.getByRole('group', { name: 'Visitor' })).toContainText('/shop')

    await chat.getByRole('textbox', { name: 'Write a message' }).pressSequentially('And')
    await expect(page.getByRole('group', { name: 'Visitor' })).toContainText('Typing…')

    await page.keyboard.press('r')
    const reply = page.getByRole('textbox', { name: /^Reply to/ })
    await reply.pressSequentially('Yes, down to ten metres')
    // The sign goes after six seconds: who was too late to see it, sees it at another key.
    await expect(async () => {
      await reply.press('!')
      await reply.press('Backspace')
      await expect(chat.getByText('Amélie Laurent is typing…')).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
    await reply.press('.')
    await page.getByRole('button', { name: /^Send reply/ }).click()

    const answer = chat.getByRole('listitem').filter({ hasText: 'Yes, down to ten metres.' })
    await expect(answer).toHaveCount(1)
    await expect(answer).toContainText('Amélie Laurent')
    await expect(timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })).toContainText('Read')

    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: /note/i }).fill(secret)
    await page.getByRole('button', { name: 'Save note' }).click()
    await expect(timeline.getByRole('article', { name: /^Private note/ })).toBeVisible()

    await shop.reload()
    await shop.getByRole('button', { name: /^Open the chat/ }).click()
    const again = shop.getByRole('dialog', { name: 'Harbour Goods' })
    await expect(again.getByRole('listitem').filter({ hasText: 'Yes, down to ten metres.' })).toHaveCount(1)
    await expect(again.getByRole('listitem').filter({ hasText: 'Is the lantern waterproof?' })).toHaveCount(1)
    await expect(again).not.toContainText(secret)
    expect(troubles.filter((text) => text.includes('Content Security Policy'))).toEqual([])
  } finally {
    await outside.close()
  }
})

test('who has left gets the answer by mail, and their mail goes on with the chat @system', async ({ page, browser, request }) => {
  const stamp = Date.now()
  const name = `Leaver ${stamp}`
  const address = `leaver-${stamp}@customer.example`
  const outside = await browser.newContext({ locale: 'en-GB' })
  const shop = await outside.newPage()
  const chat = await visit(shop, name, address)
  // Only who was here can leave.
  const here = shop.waitForResponse((answer) => answer.url().endsWith('/presence'))
  await chat.getByRole('textbox', { name: 'Write a message' }).fill('Do you ship to Gozo?')
  await chat.getByRole('button', { name: 'Send' }).click()
  await expect(chat.getByRole('log')).toContainText('Sent')
  await here
  await shop.close({ runBeforeUnload: false })

  await signIn(page, 'Amélie Laurent', '/list/new')
  const timeline = await openConversation(page, 'New', new RegExp(name))
  await expect(page.getByRole('group', { name: 'Visitor' })).toContainText(address)
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('Yes, within a week.')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  await expect(timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })).toContainText(/Sent|Delivered/)

  const find = async () => {
    const all = (await (await request.get('/outbox/api/messages')).json()) as { items: { id: string; to: string[] }[] }
    return all.items.find((mail) => mail.to.includes(address))?.id
  }
  await expect.poll(find).toBeDefined()
  const raw = await (await request.get(`/outbox/api/messages/${(await find()) ?? ''}/raw`)).text()
  expect(raw).toContain('Subject: Your chat with Harbour Goods Support')
  const replyTo = /support\+c[0-9a-z]+\.[0-9a-z]+@harbourgoods\.example/.exec(raw.replace(/\r\n\s+/g, ''))?.[0] ?? ''
  expect(replyTo).not.toBe('')
  await sendMail(address, replyTo, 'Re: Your chat', 'Then I take two.')
  await expect(timeline).toContainText('Then I take two.')
  await outside.close()
})

test('a contact form works without scripts and begins a conversation @system', async ({ page, browser }) => {
  const subject = `Form ${Date.now()}`
  const outside = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
  try {
    const form = await outside.newPage()
    await form.goto('/forms/contact')
    await form.getByRole('textbox', { name: 'Your name' }).fill('Kim de Boer')
    await form.getByRole('textbox', { name: 'Your e-mail address' }).fill('not an address')
    await form.getByRole('textbox', { name: 'Subject' }).fill(subject)
    await form.getByRole('combobox', { name: 'What is it about?' }).selectOption('An order')
    await form.getByRole('textbox', { name: 'Your message' }).fill('Where is it?')
    await form.getByLabel(/^Files/).setInputFiles({ name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('4711') })
    await form.getByRole('button', { name: 'Send' }).click()
    await expect(form.getByText('This is not an e-mail address')).toBeVisible()
    await expect(form.getByRole('textbox', { name: 'Your message' })).toHaveValue('Where is it?')
    await form.getByRole('textbox', { name: 'Your e-mail address' }).fill('kim@customer.example')
    await form.getByLabel(/^Files/).setInputFiles({ name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('4711') })
    await form.getByRole('button', { name: 'Send' }).click()
    await expect(form.getByRole('heading', { name: 'Your message was sent' })).toBeVisible()
  } finally {
    await outside.close()
  }
  await signIn(page, 'Amélie Laurent', '/list/new')
  const timeline = await openConversation(page, 'New', new RegExp(subject))
  await expect(timeline).toContainText('What is it about?: An order')
  await expect(timeline).toContainText('order.txt')
})

test('the form within the shop is as tall as it needs to be @system', async ({ page }) => {
  await page.goto('/shop/contact')
  const frame = page.locator('iframe')
  await expect(frame.contentFrame().getByRole('button', { name: 'Send' })).toBeVisible()
  await expect.poll(async () => (await frame.boundingBox())?.height ?? 0).toBeGreaterThan(600)
})
