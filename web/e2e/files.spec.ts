import type { APIRequestContext, Page } from '@playwright/test'
import { expect, openConversation, signIn, test } from './signed-in'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const picture = { name: 'switch.png', mimeType: 'image/png', buffer: pixel }
const manual = { name: 'manual.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 the manual') }

type Phone = { id: string; messages: { mine: boolean; type: string; text: string; media: string | null; status: string }[] }
type Chat = { id: string; inbox: string; lines: { mine: boolean; text: string; files: { id: string; name: string; type: string }[] }[] }

async function sendWithFiles(page: Page, words: string, files: (typeof picture)[]) {
  const box = page.getByRole('textbox', { name: /^Reply to/ })
  if (!(await box.isVisible())) await page.locator('.composer-tab-reply').click()
  await box.fill(words)
  await page.locator('.reply-box input[type=file]').first().setInputFiles(files)
  for (const file of files) {
    await expect(page.getByRole('button', { name: `Remove ${file.name}` })).toBeVisible()
  }
  await expect(page.locator('.reply-box')).toContainText('Up to')
  await page.getByRole('button', { name: /^Send reply/ }).click()
}

async function others(request: APIRequestContext): Promise<{ inboxes: { id: string; channel: string }[]; chats: Chat[] }> {
  return (await (await request.get('/simulator/channels/api/state')).json()) as { inboxes: { id: string; channel: string }[]; chats: Chat[] }
}

test('a reply on WhatsApp takes a picture and a document along, and the customer has all of it once @system', async ({ page, request }) => {
  const number = `3169${String(Date.now()).slice(-7)}`
  const name = `Femke ${number}`
  const added = await request.post('/simulator/api/customers', { data: { name, number: `+${number}` } })
  const { id } = (await added.json()) as { id: string }
  await request.post(`/simulator/api/customers/${id}/messages`, { data: { text: 'Which switch is it?' } })
  await signIn(page, 'Amélie Laurent', '/list/new')
  const timeline = await openConversation(page, 'New', new RegExp(name))
  await sendWithFiles(page, 'This one, with its manual.', [picture, manual])

  const reply = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(reply.getByRole('list', { name: 'Files' })).toContainText('manual.pdf')
  await expect(reply).toContainText(/Delivered|Read/)
  const state = (await (await request.get('/simulator/api/state')).json()) as { customers: Phone[] }
  const ours = state.customers.find((one) => one.id === id)?.messages.filter((message) => !message.mine) ?? []
  expect(ours.map((message) => message.type)).toEqual(['text', 'image', 'document'])
  const media = await request.get(`/simulator/api/media/${ours[1]?.media}`)
  expect(await media.body()).toEqual(pixel)
})

test('a reply on every other channel takes a picture along @system', async ({ page, request }) => {
  const { inboxes } = await others(request)
  const sent: { inbox: string; chat: string }[] = []
  await signIn(page, 'Amélie Laurent', '/list/new')
  for (const channel of ['telegram', 'messenger', 'instagram', 'sms', 'custom']) {
    const inbox = inboxes.find((one) => one.channel === channel)
    if (inbox === undefined) throw new Error(`The demo workspace has an inbox for ${channel}`)
    const name = `Joris ${String(Date.now()).slice(-8)}`
    const added = await request.post('/simulator/channels/api/chats', {
      data: { inbox: inbox.id, name, number: `+3167${String(Date.now()).slice(-7)}` },
    })
    const { id } = (await added.json()) as { id: string }
    await request.post(`/simulator/channels/api/chats/${inbox.id}/${encodeURIComponent(id)}/messages`, {
      data: { text: `May I see it? ${name}` },
    })
    const timeline = await openConversation(page, 'New', new RegExp(name))
    // Messages tell the name, or the provider is asked for it; a number has none.
    if (channel !== 'sms') await expect(page.getByRole('heading', { name }).first()).toBeVisible()
    await sendWithFiles(page, 'Here it is.', [picture])
    await expect(timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })).toBeVisible()
    sent.push({ inbox: inbox.id, chat: id })
  }
  for (const { inbox, chat } of sent) {
    await test.step(inbox, async () => {
      const files = async () =>
        ((await others(request)).chats.find((one) => one.id === chat && one.inbox === inbox)?.lines ?? [])
          .filter((line) => !line.mine)
          .flatMap((line) => line.files)
      await expect.poll(async () => (await files()).length).toBe(1)
      const [file] = await files()
      expect(file?.type).toContain('image/png')
      expect(await (await request.get(`/simulator/channels/api/files/${file?.id}`)).body()).toEqual(pixel)
    })
  }
  const last = page.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(last).toContainText(/Sent|Delivered|Read/)
})
