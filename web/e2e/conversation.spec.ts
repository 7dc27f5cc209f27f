import { expect, openConversation, signIn, test } from './signed-in'

test.beforeEach(async ({ world }) => {
  if (process.env.RELAIS_URL === undefined) await world('reset')
})

test('a reply goes out, is shown at once and reaches the customer @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'New', /Claire Dubois/)
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Reply to Claire Dubois' }).fill('Nous vous renvoyons deux tasses.')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const sent = timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })
  await expect(sent).toContainText('Queued')
  await expect(sent).toContainText('Delivered')
  await expect(sent.frameLocator('iframe').getByText('Nous vous renvoyons deux tasses.')).toBeVisible()
})

test('a reply is taken back by one key, and goes out tomorrow instead @alone', async ({ page, world }) => {
  await world('undo', { seconds: 30 })
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'New', /Claire Dubois/)
  await page.keyboard.press('r')
  const editor = page.getByRole('textbox', { name: 'Reply to Claire Dubois' })
  await editor.fill('Nous vous renvoyons deux tasses.')
  await page.getByRole('button', { name: /^Send reply/ }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await timeline.focus()
  await page.keyboard.press('z')
  await expect(editor).toHaveText('Nous vous renvoyons deux tasses.')
  await expect(timeline).toContainText('Amélie Laurent took a reply back')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('menuitem', { name: /Tomorrow morning/ }).click()
  await expect(timeline.getByRole('group', { name: 'This reply has not gone out' })).toContainText('Goes out')
  await expect(page.getByRole('list', { name: /Conversations in/ }).getByRole('link', { name: /Claire Dubois/ })).toContainText('Sends')
})

test('a private note looks like one, says so, and keeps apart from the reply @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'New', /Claire Dubois/)
  await page.getByRole('button', { name: 'Reply to customer' }).click()
  await page.getByRole('textbox', { name: 'Reply to Claire Dubois' }).fill('Chère Claire')
  await page.getByRole('button', { name: 'Private note' }).click()
  const note = page.getByRole('region', { name: 'Private note for your team' })
  await expect(note).toContainText('Only your team sees this')
  await note.getByRole('textbox', { name: 'Private note' }).fill('Third broken parcel this week')
  // The reply's shortcut does nothing in the note box.
  await page.keyboard.press('Control+Enter')
  await expect(note).toBeVisible()
  await page.keyboard.press('Control+Shift+Enter')
  await expect(timeline.getByRole('article', { name: 'Private note by Amélie Laurent' })).toBeVisible()
  await page.getByRole('button', { name: 'Reply to customer' }).click()
  await expect(page.getByRole('textbox', { name: 'Reply to Claire Dubois' })).toHaveText('Chère Claire')
})

test('a notice covers neither the boxes to write in nor the newest entry, on a phone neither @accessibility @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent', '/list/new/conversation-1041')
  const notice = page.getByRole('group', { name: 'Note saved' })
  const newest = page.getByRole('article', { name: 'Private note by Amélie Laurent' }).last()
  const boxes = page.getByRole('group', { name: 'Write' })
  const between = async () => {
    const [above, shown, below] = await Promise.all([newest, notice, boxes].map((each) => each.boundingBox()))
    if (!above || !shown || !below) throw new Error('One of them is not to be seen.')
    return { overNewest: above.y + above.height - shown.y, overBoxes: shown.y + shown.height - below.y }
  }
  for (const size of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
    await test.step(`${size.width} wide`, async () => {
      await page.setViewportSize(size)
      await page.getByRole('button', { name: 'Private note' }).click()
      await page.getByRole('textbox', { name: 'Private note' }).fill('Third broken parcel this week')
      await page.keyboard.press('Control+Shift+Enter')
      await expect(notice).toBeVisible()
      await expect.poll(async () => (await between()).overNewest).toBeLessThanOrEqual(0)
      expect((await between()).overBoxes).toBeLessThanOrEqual(0)
      await page.getByRole('button', { name: 'Reply to customer' }).click()
      await expect(page.getByRole('textbox', { name: 'Reply to Claire Dubois' })).toBeFocused()
      expect((await between()).overBoxes).toBeLessThanOrEqual(0)
      await notice.getByRole('button', { name: 'Dismiss' }).click()
    })
  }
})

test('however low the screen, what sends a reply can be seen @accessibility @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent', '/list/new/conversation-1041')
  await page.getByRole('button', { name: 'Reply to customer' }).click()
  await page.getByRole('textbox', { name: 'Reply to Claire Dubois' }).fill('Chère Claire,\n'.repeat(12))
  const send = page.getByRole('button', { name: /^Send reply/ })
  for (const size of [{ width: 1440, height: 900 }, { width: 1280, height: 720 }, { width: 360, height: 640 }]) {
    await page.setViewportSize(size)
    await expect(send, `${size.width} by ${size.height}`).toBeInViewport({ ratio: 1 })
  }
})

test('a draft survives another conversation and a reload @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  await openConversation(page, 'New', /Claire Dubois/)
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Reply to Claire Dubois' }).fill('Half a sentence')
  await page.getByRole('link', { name: /Giulia Ferrari/ }).click()
  await page.getByRole('heading', { name: /tavolo/ }).waitFor()
  await page.getByRole('link', { name: /Claire Dubois/ }).click()
  await expect(page.getByRole('textbox', { name: 'Reply to Claire Dubois' })).toHaveText('Half a sentence')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Reply to Claire Dubois' })).toHaveText('Half a sentence')
  await page.getByRole('textbox', { name: 'Reply to Claire Dubois' }).fill('')
})

test('a reply that a colleague has overtaken stops, shows who and what, and keeps the draft @alone', async ({ page, world }) => {
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'New', /Claire Dubois/)
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Reply to Claire Dubois' }).fill('Chère Claire')
  await world('colleague-replies', { conversation: 'conversation-1041', user: 'sanne', text: 'Bonjour, je m’en occupe.' })
  await expect(page.getByText('Sanne de Vries wrote while you were writing.')).toBeVisible()
  await page.getByRole('button', { name: /^Send reply/ }).click()
  const panel = page.getByRole('alertdialog', { name: 'Somebody wrote while you were writing' })
  await expect(panel).toContainText('Sanne de Vries')
  await expect(panel).toContainText('je m’en occupe')
  await expect(page.getByRole('textbox', { name: 'Reply to Claire Dubois' })).toHaveText('Chère Claire')
  await panel.getByRole('button', { name: 'Send anyway' }).click()
  await expect(timeline.getByRole('article', { name: 'Reply from Amélie Laurent' })).toBeVisible()
})

test('who owns a conversation is changed by keyboard and can be undone @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  await openConversation(page, 'New', /Claire Dubois/)
  await page.keyboard.press('a')
  await page.keyboard.type('Sanne')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Assigned to Sanne de Vries, team Support/ })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: /Assigned to Nobody/ })).toBeVisible()
})

test('an owner that changed meanwhile is not overwritten @alone', async ({ page, world }) => {
  await signIn(page, 'Amélie Laurent')
  await openConversation(page, 'New', /Claire Dubois/)
  await world('colleague-assigns', { conversation: 'conversation-1041', user: 'noor' })
  await page.keyboard.press('i')
  await expect(page.getByText('Noor Jansen has this conversation by now. It was left as it is.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /Assigned to Noor Jansen/ })).toBeVisible()
})

test('a label is put on and shown everywhere @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'New', /Claire Dubois/)
  await page.getByRole('button', { name: 'Labels' }).click()
  await page.getByRole('searchbox', { name: 'Find a label' }).fill('urg')
  await page.getByRole('menuitemcheckbox', { name: 'Urgent' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: /Claire Dubois/ })).toContainText('Urgent')
  await expect(timeline).toContainText('Amélie Laurent added the label Urgent')
})

test('closing can be undone from the notice @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  await openConversation(page, 'New', /Claire Dubois/)
  await page.getByRole('toolbar', { name: 'Conversation' }).getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('link', { name: /Claire Dubois/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name: /Claire Dubois/ })).toHaveCount(1)
})

test('a message that did not arrive says why and is sent again on request @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'Finance', /Luca Conti/)
  await expect(timeline).toContainText('The mailbox of l.conti@studioconti.example is full')
  await timeline.getByRole('button', { name: 'Try again' }).click()
  await expect(timeline.getByRole('article', { name: 'Reply from Chiara Rossi' })).toContainText('Delivered')
})

test('a new mail appears by itself, is announced, and moves neither focus nor scroll @alone', async ({ page, world }) => {
  await signIn(page, 'Amélie Laurent', '/list/team-sales')
  const list = page.getByRole('list', { name: 'Conversations in Sales' })
  await list.getByRole('link').nth(20).focus()
  const focused = await page.evaluate(() => document.activeElement?.textContent)
  const box = await list.getByRole('link').nth(20).boundingBox()
  await world('customer-writes', { conversation: 'conversation-1043', text: 'Is er al nieuws?' })
  await expect(page.getByText('Is er al nieuws?').first()).toBeAttached()
  await expect(page.getByRole('log')).toContainText('New message from Pieter van Dijk')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(focused)
  expect((await page.locator(':focus').boundingBox())?.y).toBeCloseTo(box?.y ?? -1, -1)
})

test('without the live connection new mail still comes, and the app says how @alone', async ({ page, world }) => {
  await signIn(page, 'Amélie Laurent', '/list/new')
  await page.getByRole('list', { name: 'Conversations in New' }).waitFor()
  await world('live-down')
  await expect(page.getByText('Checking every 10 s')).toBeVisible({ timeout: 10_000 })
  await world('customer-writes', { name: 'Ada Byron', text: 'Anybody there?' })
  await expect(page.getByRole('link', { name: /Ada Byron/ })).toBeVisible({ timeout: 15_000 })
  await world('live-up')
  await expect(page.getByText('Checking every 10 s')).toBeHidden({ timeout: 35_000 })
})

test('what came in before the live connection was open is shown once it is @alone', async ({ page, world }) => {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  await page.route('**/v1/live/tickets', async (route) => {
    await opened
    await route.continue()
  })
  await signIn(page, 'Amélie Laurent', '/list/new')
  await page.getByRole('list', { name: 'Conversations in New' }).waitFor()
  await world('customer-writes', { name: 'Grace Early', text: 'Before you listened' })
  await expect(page.getByRole('link', { name: /Grace Early/ })).toHaveCount(0)
  open()
  await expect(page.getByRole('link', { name: /Grace Early/ })).toBeVisible({ timeout: 5_000 })
})

test('after the WhatsApp window has closed there are templates instead of free text, and the app says when it works again @alone', async ({ page, world }) => {
  await signIn(page, 'Amélie Laurent')
  await openConversation(page, 'New', /Emma Schmidt/)
  await page.keyboard.press('r')
  await expect(page.getByText(/time for free answers on WhatsApp ended on .* when Emma Schmidt answers you can write freely again/)).toBeVisible()
  await expect(page.getByRole('listbox', { name: 'Choose a template' })).toBeVisible()
  const free = page.getByRole('textbox', { name: 'Reply to Emma Schmidt' })
  await expect(free).toHaveCount(0)
  const send = page.getByRole('button', { name: /^Send reply/ })
  await expect(send).toBeDisabled()
  await world('customer-writes', { conversation: 'conversation-1046', text: 'Are you there?' })
  await free.fill('Yes, you can.')
  await expect(send).toBeEnabled()
})

test('pictures from the internet stay away until asked for @alone', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'Mine', /Margaret/)
  await expect(timeline.getByText('Images from the internet are blocked.')).toBeVisible()
  expect(asked.filter((url) => url.includes('tracker.example'))).toEqual([])
  await timeline.getByRole('button', { name: 'Show images' }).click()
  await expect.poll(() => asked.some((url) => url.includes('tracker.example'))).toBe(true)
})

test('a mail tells why it is in this conversation, and its original can be downloaded @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  const timeline = await openConversation(page, 'New', /Claire Dubois/)
  await timeline.getByRole('button', { name: 'Message details' }).first().click()
  await expect(timeline).toContainText('it began the conversation')
  await expect(timeline.getByRole('button', { name: 'Download the original' })).toBeVisible()
})
