import { connect } from 'node:net'
import { expect, openConversation, signIn, test } from './signed-in'

/** Where mail for the system is handed in. */
const [host = '127.0.0.1', port = '2525'] = (process.env.RELAIS_SMTP ?? '127.0.0.1:2525').split(':')

/** Hands one mail to the system's door, as another mail server would. */
async function sendMail(from: string, to: string, subject: string, text: string) {
  const socket = connect(Number(port), host)
  socket.setEncoding('utf8')
  const answer = () =>
    new Promise<void>((resolve, reject) => {
      socket.once('data', (line: string) => (/^[23]/.test(line) ? resolve() : reject(new Error(line))))
      socket.once('error', reject)
    })
  const say = (line: string) => {
    const heard = answer()
    socket.write(`${line}\r\n`)
    return heard
  }
  await answer()
  await say('HELO customer.example')
  await say(`MAIL FROM:<${from}>`)
  await say(`RCPT TO:<${to}>`)
  await say('DATA')
  const id = `<${Date.now()}.${Math.random().toString(36).slice(2)}@customer.example>`
  await say(
    [
      `From: Browser Test <${from}>`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: ${id}`,
      `Date: ${new Date().toUTCString()}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '.',
    ].join('\r\n'),
  )
  socket.end('QUIT\r\n')
}

test('a mail that comes in appears without a reload, is answered, and the answer goes out @system', async ({ page }) => {
  const subject = `Question ${Date.now()}`
  await signIn(page, 'Amélie Laurent', '/list/new')
  await page.getByRole('heading', { name: 'New', level: 1 }).waitFor()
  await sendMail(`customer-${Date.now()}@customer.example`, 'support@harbourgoods.example', subject, 'Do you ship to Malta?')
  await expect(page.getByRole('link', { name: new RegExp(subject) })).toBeVisible({ timeout: 15_000 })
  const timeline = await openConversation(page, 'New', new RegExp(subject))
  await expect(timeline).toContainText('Do you ship to Malta?')
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('Yes, we do.')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent).toContainText(/Sent|Delivered/, { timeout: 15_000 })
})

test('two agents in two windows see each other’s assignment, and a private note stays in the team @system', async ({ page, browser, request }) => {
  test.setTimeout(90_000)
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
    await expect(note.locator('iframe').contentFrame().getByText(secret)).toBeVisible({ timeout: 15_000 })

    await colleague.keyboard.press('r')
    await colleague.getByRole('textbox', { name: /^Reply to/ }).fill('It is mine.')
    await colleague.getByRole('button', { name: /^Send reply/ }).click()
    await expect(mine.getByRole('article', { name: 'Reply from Sanne de Vries' })).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('button', { name: /Assigned to Sanne de Vries/ })).toBeVisible({ timeout: 15_000 })
    await expect(theirs.getByRole('article', { name: 'Reply from Sanne de Vries' })).toContainText(/Sent|Delivered/, {
      timeout: 15_000,
    })
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
