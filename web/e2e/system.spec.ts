import type { APIRequestContext } from '@playwright/test'
import { sendMail } from './send-mail'
import { expect, openConversation, signIn, test } from './signed-in'
import { setUndoWindow } from './undo-window'

test('a mail that comes in appears without a reload, is answered, and the answer goes out @system', async ({ page }) => {
  const subject = `Question ${Date.now()}`
  await signIn(page, 'Amélie Laurent', '/list/new')
  await page.getByRole('heading', { name: 'New', level: 1 }).waitFor()
  await sendMail(`customer-${Date.now()}@customer.example`, 'support@harbourgoods.example', subject, 'Do you ship to Malta?')
  await expect(page.getByRole('link', { name: new RegExp(subject) })).toBeVisible()
  const timeline = await openConversation(page, 'New', new RegExp(subject))
  await expect(timeline).toContainText('Do you ship to Malta?')
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('Yes, we do.')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent).toContainText(/Sent|Delivered/)
})

test.describe(() => {
  test.use({ undoSeconds: 10 })

  test('a reply is taken back, written anew, put off, held by the customer and sent after all @system', async ({ page }) => {
    const subject = `Second thoughts ${Date.now()}`
    const customer = `customer-${Date.now()}@customer.example`
    await signIn(page, 'Amélie Laurent', '/list/new')
    await sendMail(customer, 'support@harbourgoods.example', subject, 'Is the lamp dimmable?')
    const row = page.getByRole('link', { name: new RegExp(subject) })
    const caseNumber = /#\d{4,}/.exec((await row.textContent()) ?? '')?.[0] ?? 'no number'
    const timeline = await openConversation(page, 'New', new RegExp(subject))
    await page.keyboard.press('r')
    const editor = page.getByRole('textbox', { name: /^Reply to/ })
    await editor.fill('No, it is not.')
    await page.getByRole('button', { name: /^Send reply/ }).click()
    await expect(timeline.getByRole('group', { name: 'This reply has not gone out' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(editor).toHaveText('No, it is not.')
    await expect(timeline).toContainText('Amélie Laurent took a reply back')
    await editor.fill('Yes, it is!')
    await page.getByRole('button', { name: 'Send later' }).click()
    await page.getByRole('menuitem', { name: /Tomorrow morning/ }).click()
    const waiting = timeline.getByRole('group', { name: 'This reply has not gone out' })
    await expect(waiting).toContainText('09:00')
    await sendMail(customer, 'support@harbourgoods.example', `Re: ${subject} [${caseNumber}]`, 'And how bright is it?')
    await expect(waiting).toContainText('Held')
    await expect(timeline).toContainText('And how bright is it?')
    await waiting.getByRole('button', { name: 'Send anyway' }).click()
    await expect(timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })).toContainText(/Sent|Delivered/)
  })
})

test('two agents in two windows see each other’s assignment, and a private note stays in the team @system', async ({ page, browser, request }) => {
  const subject = `Shared ${Date.now()}`
  const secret = `Between us ${Date.now()}`
  await signIn(page, 'Amélie Laurent', '/list/new')
  await sendMail(`two-${Date.now()}@customer.example`, 'support@harbourgoods.example', subject, 'Who has this?')
  const other = await browser.newContext()
  try {
    const colleague = await other.newPage()
    await signIn(colleague, 'Sanne de Vries', '/list/new')
    const theirs = await openConversation(colleague, 'New', new RegExp(subject))
    const mine = await openConversation(page, 'New', new RegExp(subject))

    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: /note/i }).fill(secret)
    await page.getByRole('button', { name: 'Save note' }).click()
    // What people wrote as rich text is shown in a frame of its own.
    const note = theirs.getByRole('article').filter({ hasText: 'Private note' })
    await expect(note.locator('iframe').contentFrame().getByText(secret)).toBeVisible()

    await colleague.keyboard.press('r')
    await colleague.getByRole('textbox', { name: /^Reply to/ }).fill('It is mine.')
    await colleague.getByRole('button', { name: /^Send reply/ }).click()
    await expect(mine.getByRole('article', { name: 'Reply from Sanne de Vries' })).toBeVisible()
    await expect(page.getByRole('button', { name: /Assigned to Sanne de Vries/ })).toBeVisible()
    await expect(theirs.getByRole('article', { name: 'Reply from Sanne de Vries' })).toContainText(/Sent|Delivered/)
  } finally {
    await other.close()
  }
  // The outbox has the reply, threaded, and nothing that was only for the team.
  const sent = (await (await request.get('/outbox/api/messages')).json()) as { items: { id: string; subject: string }[] }
  const ours = sent.items.filter((mail) => mail.subject.includes(subject))
  expect(ours).toHaveLength(1)
  for (const { id } of ours) {
    const raw = await (await request.get(`/outbox/api/messages/${id}/raw`)).text()
    expect(raw).toContain('It is mine.')
    expect(raw).toMatch(/^In-Reply-To: <.+@customer\.example>/m)
    expect(raw).not.toContain(secret)
  }
})

test('a file goes along with a reply @system', async ({ page, request }) => {
  const subject = `Manual ${Date.now()}`
  await signIn(page, 'Amélie Laurent', '/list/new')
  await sendMail(`file-${Date.now()}@customer.example`, 'support@harbourgoods.example', subject, 'Have you got the manual?')
  const timeline = await openConversation(page, 'New', new RegExp(subject))
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('Here it is.')
  await page
    .locator('input[type=file]:not([accept])')
    .setInputFiles({ name: 'manual é.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 the manual') })
  await expect(page.getByRole('list', { name: 'Files of this reply' }).getByText('manual é.pdf')).toBeVisible()
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent).toContainText(/Sent|Delivered/)
  await expect(sent.getByRole('link', { name: /manual é\.pdf/ })).toBeVisible()
  const all = (await (await request.get('/outbox/api/messages')).json()) as { items: { id: string; subject: string }[] }
  const mail = all.items.find((each) => each.subject.includes(subject))
  const raw = await (await request.get(`/outbox/api/messages/${mail?.id ?? ''}/raw`)).text()
  expect(raw.replaceAll('\r\n', '')).toContain(Buffer.from('%PDF-1.4 the manual').toString('base64'))
})

test('a picture stands in the text, from the alias that was written to, and a hidden copy in no header @system', async ({ page, request }) => {
  const subject = `A picture ${Date.now()}`
  await signIn(page, 'Amélie Laurent', '/list/new')
  await sendMail(`see-${Date.now()}@customer.example`, 'help@harbourgoods.example', subject, 'Where is the switch?')
  const timeline = await openConversation(page, 'New', new RegExp(subject))
  await page.getByRole('button', { name: 'Reply to customer' }).click()
  await expect(page.getByRole('combobox', { name: 'From' })).toHaveValue('help@harbourgoods.example')
  await page.getByRole('button', { name: 'Add a hidden copy (Bcc)' }).click()
  await page.getByRole('textbox', { name: 'Bcc' }).fill('hidden@boss.example')
  await page.getByRole('textbox', { name: 'Bcc' }).press('Enter')
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('Here it is:')
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  await page.locator('input[type=file][accept]').setInputFiles({ name: 'switch.png', mimeType: 'image/png', buffer: pixel })
  const picture = page.locator('.picture')
  await expect(picture.locator('img')).toBeVisible()
  await picture.locator('img').click()
  await picture.getByRole('textbox', { name: 'Description' }).fill('The switch')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent).toContainText(/Sent|Delivered/)
  await expect(sent).toContainText('hidden copy to hidden@boss.example')
  await expect(sent.frameLocator('iframe').getByRole('img', { name: 'The switch' })).toHaveJSProperty('naturalWidth', 1)
  const all = (await (await request.get('/outbox/api/messages')).json()) as { items: { id: string; subject: string; to: string[] }[] }
  const mail = all.items.find((each) => each.subject.includes(subject))
  expect(mail?.to).toContain('hidden@boss.example')
  const raw = await (await request.get(`/outbox/api/messages/${mail?.id ?? ''}/raw`)).text()
  expect(raw).not.toContain('boss.example')
  expect(raw).toMatch(/^From: .*help@harbourgoods\.example/m)
  expect(raw).toContain('multipart/related')
  expect(raw.replaceAll('\r\n', '')).toContain(pixel.toString('base64'))
})

/** What went out under a subject, as its receivers got it. */
async function outbox(request: APIRequestContext, subject: string) {
  const all = (await (await request.get('/outbox/api/messages')).json()) as {
    items: { id: string; subject: string; to: string[] }[]
  }
  return Promise.all(
    all.items
      .filter((mail) => mail.subject.includes(subject))
      .map(async (mail) => ({
        ...mail,
        raw: await (await request.get(`/outbox/api/messages/${mail.id}/raw`)).text(),
      })),
  )
}

test.describe(() => {
  test.use({ undoSeconds: 10 })

  test('a mail is passed on, its answer stands aside, and neither side gets what the other is written @system', async ({ page, request }) => {
    const subject = `Broken lamp ${Date.now()}`
    const supplier = `parts-${Date.now()}@supplier.example`
    await signIn(page, 'Amélie Laurent', '/list/new')
    await sendMail(`lamp-${Date.now()}@customer.example`, 'support@harbourgoods.example', subject, 'My lamp flickers.')
    const timeline = await openConversation(page, 'New', new RegExp(subject))
    await timeline.getByRole('button', { name: 'Forward this message' }).click()
    const window = page.getByRole('dialog', { name: 'Forward this message' })
    await window.getByRole('textbox', { name: 'To' }).fill(supplier)
    await window.getByRole('textbox', { name: 'To' }).press('Enter')
    await window.getByRole('textbox', { name: 'Comment' }).fill('Can you mend this one?')
    await window.getByRole('button', { name: 'Forward', exact: true }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(window.getByRole('textbox', { name: 'Comment' })).toHaveText('Can you mend this one?')
    // Nothing more is taken back.
    await setUndoWindow(request, 1)
    await window.getByRole('button', { name: 'Forward', exact: true }).click()
    const forwarded = timeline.getByRole('article', { name: 'Side message from Amélie Laurent' })
    await expect(forwarded).toContainText(/Sent|Delivered/)
    const [mail] = await outbox(request, subject)
    expect(mail?.to).toEqual([supplier])
    expect(mail?.raw).toContain('My lamp flickers.')
    expect(mail?.raw).not.toMatch(/^(In-Reply-To|References):/m)
    const address = /^Reply-To: <?([^\s<>]+)>?/m.exec(mail?.raw ?? '')?.[1] ?? ''
    expect(address).toMatch(/^support\+s/)

    await sendMail(supplier, address, `Re: Fwd: ${subject}`, 'We can, by Friday.')
    const answer = timeline.getByRole('article', { name: 'Answer in a side thread from Browser Test' })
    await expect(answer).toContainText('We can, by Friday.')
    await answer.getByRole('button', { name: 'Reply in the side thread' }).click()
    const aside = page.getByRole('dialog', { name: new RegExp(supplier) })
    await aside.getByRole('textbox', { name: 'Message' }).fill('Please do.')
    await aside.getByRole('button', { name: 'Send reply', exact: true }).click()
    await expect(timeline.getByRole('article', { name: 'Side message from Amélie Laurent' }).last()).toContainText(/Sent|Delivered/)
    await page.getByRole('button', { name: 'Reply to customer' }).click()
    await page.getByRole('textbox', { name: /^Reply to/ }).fill('It is being mended.')
    await page.getByRole('button', { name: /^Send reply/ }).click()
    await expect(timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })).toContainText(/Sent|Delivered/)
    for (const each of await outbox(request, subject)) {
      const toSupplier = each.to.includes(supplier)
      expect(each.to).toHaveLength(1)
      expect(each.raw.includes('Please do.') || each.raw.includes('Can you mend')).toBe(toSupplier)
      expect(each.raw.includes('It is being mended.')).toBe(!toSupplier)
    }
  })
})

test('an invitation is answered as the alias that was invited, and mail that comes twice is one message @system', async ({ page, request }) => {
  const summary = `Visit ${Date.now()}`
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fairs//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${Date.now()}@fairs.example`,
    'SEQUENCE:4',
    'DTSTAMP:20261120T080000Z',
    'DTSTART:20261201T093000Z',
    'DTEND:20261201T103000Z',
    `SUMMARY:${summary}`,
    'ORGANIZER;CN=Olga:mailto:olga@fairs.example',
    'ATTENDEE;CN=Help:mailto:help@harbourgoods.example',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  await signIn(page, 'Amélie Laurent', '/list/new')
  const id = `<${Date.now()}@fairs.example>`
  const arrive = () =>
    sendMail('olga@fairs.example', 'help@harbourgoods.example', summary, calendar, 'text/calendar; method=REQUEST; charset=utf-8', id)
  await arrive()
  await arrive()
  const timeline = await openConversation(page, 'New', new RegExp(summary))
  const card = timeline.getByRole('region', { name: summary })
  await expect(card).toContainText('Olga')
  await card.getByRole('button', { name: 'Accept' }).click()
  await expect(card).toContainText('Accepted by Amélie Laurent')
  await expect(timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })).toContainText(/Sent|Delivered/)
  await expect(timeline.getByRole('article', { name: /^Message from/ })).toHaveCount(1)
  const [mail] = (await outbox(request, summary)).filter((each) => each.subject.startsWith('Accepted'))
  expect(mail?.to).toEqual(['olga@fairs.example'])
  expect(mail?.raw).toMatch(/^From: .*help@harbourgoods\.example/m)
  expect(mail?.raw).toContain('method=REPLY')
})

/** What the simulator knows of its WhatsApp customers. */
type Phones = { customers: { id: string; messages: { mine: boolean; text: string; status: string | null }[] }[] }

test('a WhatsApp message is answered, and a reply that fails is sent again by its button, once @system', async ({ page, request }) => {
  const name = `Wanda ${Date.now()}`
  const added = await request.post('/simulator/api/customers', {
    data: { name, number: `3247${String(Date.now()).slice(-7)}`, hidesNumber: false },
  })
  const { id } = (await added.json()) as { id: string }
  const phone = async () => {
    const { customers } = (await (await request.get('/simulator/api/state')).json()) as Phones
    const messages = customers.find((customer) => customer.id === id)?.messages ?? []
    return messages.filter((message) => message.status !== 'failed').map((message) => message.text)
  }
  await signIn(page, 'Amélie Laurent', '/list/new')
  await page.getByRole('heading', { name: 'New', level: 1 }).waitFor()
  await request.post(`/simulator/api/customers/${id}/messages`, { data: { text: 'Is the lamp back in stock?' } })
  const timeline = await openConversation(page, 'New', new RegExp(name))
  await expect(timeline).toContainText('Is the lamp back in stock?')

  await request.put(`/simulator/api/customers/${id}`, { data: { nextTrouble: '131026' } })
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('It is, from Monday.')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent).toContainText('This message did not arrive.')
  expect(await phone()).toEqual(['Is the lamp back in stock?'])
  await sent.getByRole('button', { name: 'Try again' }).click()
  await expect(sent).toContainText(/Delivered|Read/)
  expect(await phone()).toEqual(['Is the lamp back in stock?', 'It is, from Monday.'])

  await request.post(`/simulator/api/customers/${id}/read`)
  await expect(sent).toContainText('Read')
})

test('a mail to an address of nobody waits in quarantine until an admin gives it an inbox @system', async ({ page, request }) => {
  const subject = `Misspelt ${Date.now()}`
  const address = `suport-${Date.now()}@harbourgoods.example`
  await signIn(page, 'Amélie Laurent', '/quarantine')
  await page.getByRole('heading', { name: 'Quarantine', level: 1 }).waitFor()
  await sendMail(`lost-${Date.now()}@customer.example`, address, subject, 'Does this reach anybody?')
  const item = page.getByRole('listitem', { name: 'No inbox has this address' }).filter({ hasText: address })
  await expect(item).toBeVisible()

  const link = page.waitForResponse((response) => response.url().endsWith('/original'))
  await item.getByRole('button', { name: 'Original' }).click()
  const { url } = (await (await link).json()) as { url: string }
  const original = await request.get(url)
  expect(original.headers()['content-disposition']).toContain('attachment')
  expect(await original.text()).toContain('Does this reach anybody?')

  await item.getByRole('combobox', { name: 'Inbox for the retry' }).selectOption({ label: 'Support · support@harbourgoods.example' })
  await item.getByRole('button', { name: 'Try again' }).click()
  await expect(item).toHaveCount(0)
  const timeline = await openConversation(page, 'New', new RegExp(subject))
  await expect(timeline).toContainText('Does this reach anybody?')
})

test('an assignment by the menu shows in the other window, and taking it back too @system', async ({ page, browser }) => {
  const subject = `Handed over ${Date.now()}`
  await signIn(page, 'Amélie Laurent', '/list/new')
  await sendMail(`menu-${Date.now()}@customer.example`, 'support@harbourgoods.example', subject, 'Who is free?')
  const other = await browser.newContext()
  try {
    const colleague = await other.newPage()
    await signIn(colleague, 'Sanne de Vries', '/list/new')
    await openConversation(colleague, 'New', new RegExp(subject))
    await openConversation(page, 'New', new RegExp(subject))
    await page.keyboard.press('a')
    await page.keyboard.type('Sanne')
    await page.keyboard.press('Enter')
    await expect(colleague.getByRole('button', { name: /Assigned to Sanne de Vries/ })).toBeVisible()
    await colleague.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Mine' }).click()
    await expect(colleague.getByRole('link', { name: new RegExp(subject) })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(colleague.getByRole('link', { name: new RegExp(subject) })).toHaveCount(0)
  } finally {
    await other.close()
  }
})

test('an inbox shows its DNS records, tries itself, and shows what a provider asks @system', async ({ page }) => {
  await signIn(page, 'Amélie Laurent', '/inboxes/support/connection')
  const domain = page.getByRole('article', { name: 'harbourgoods.example' })
  await expect(domain).toContainText('3 records to mend')
  await expect(domain.getByRole('listitem', { name: /Who may send/ })).toContainText('v=spf1 -all')
  await page.getByRole('button', { name: 'Send a test message' }).click()
  await expect(page.getByText(/Came back after/)).toBeVisible()
  await sendMail(
    'forwarding-noreply@google.com',
    'support@harbourgoods.example',
    '(#123456789) Gmail Forwarding Confirmation - Receive Mail from ada@example.org',
    'Agree: https://mail-settings.google.com/mail/vf-abc',
  )
  const requests = page.getByRole('list', { name: 'Requests of providers' })
  // The page asks again by itself, but not each second.
  await expect(async () => {
    await page.reload()
    await expect(requests).toContainText('123456789', { timeout: 2_000 })
  }).toPass()
  await expect(requests.getByRole('link', { name: 'Agree at Google' })).toHaveAttribute(
    'href',
    'https://mail-settings.google.com/mail/vf-abc',
  )
})
