import AxeBuilder from '@axe-core/playwright'
import { expect, openConversation, signIn, test } from './signed-in'

test.beforeEach(async ({ world }) => {
  if (process.env.RELAIS_URL === undefined) await world('reset')
})

test('the palette finds commands and conversations by typing', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  await page.getByRole('list', { name: 'Conversations in New' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox', { name: 'What do you want to do?' }).waitFor()
  await page.keyboard.type('go to closed')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/list\/closed$/)
})

test('the help sheet opens with a question mark and single keys can be switched off', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  await page.getByRole('list', { name: 'Conversations in New' }).waitFor()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toContainText('Open the next conversation')
  await sheet.getByText('Single keys are shortcuts').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/\/list\/new$/)
})

test('the app speaks four languages, and remembers which', async ({ page }) => {
  await signIn(page, 'Amélie Laurent')
  await page.getByRole('button', { name: /Amélie Laurent: settings/ }).click()
  await page.getByRole('menuitemradio', { name: 'Nederlands' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: /Van mij/ })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('link', { name: /Van mij/ })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl')
})

test('an admin makes a rule, switches it off, moves it and deletes it', async ({ page }) => {
  await signIn(page, 'Amélie Laurent', '/rules')
  await page.getByRole('link', { name: 'New rule' }).click()
  await page.getByRole('button', { name: 'Save rule' }).click()
  await expect(page.getByText('Give the rule a name.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Press')
  await page.getByRole('textbox', { name: 'Words' }).fill('journalist')
  await page.keyboard.press('Enter')
  await page.getByText('Urgent', { exact: true }).click()
  await page.getByRole('button', { name: 'Save rule' }).click()
  const rule = page.getByRole('listitem').filter({ hasText: 'Press' })
  await expect(rule).toContainText('contains “journalist”, it adds the label Urgent')
  await rule.getByRole('switch', { name: 'Press: on' }).focus()
  await page.keyboard.press('Space')
  await expect(rule.getByRole('switch', { name: 'Press: on' })).not.toBeChecked()
  await rule.getByRole('button', { name: 'Move Press up' }).click()
  await expect(page.getByRole('list', { name: 'Rules' }).getByRole('listitem').nth(2)).toContainText('Press')
  await rule.getByRole('button', { name: 'Delete Press' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(rule).toHaveCount(0)
})

test('somebody who is no admin reads the rules and changes none', async ({ page }) => {
  await signIn(page, 'Sanne de Vries', '/rules')
  await expect(page.getByRole('heading', { name: 'Invoices to Finance' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'New rule' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Delete/ })).toHaveCount(0)
})

test('what could not be read or placed is tried again or dismissed @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent', '/quarantine')
  const item = page.getByRole('listitem', { name: 'No inbox has this address' })
  await expect(item).toContainText('warehouse@northsea-freight.example')
  await item.getByRole('combobox', { name: 'Inbox for the retry' }).selectOption('sales')
  await item.getByRole('button', { name: 'Try again' }).click()
  await expect(item).toHaveCount(0)
  const other = page.getByRole('listitem', { name: 'Unknown type of message' })
  await other.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('Nothing in quarantine')).toBeVisible()
})

test('what the ledger misses is taken in, and the next run shows the balance, on a phone too @alone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, 'Amélie Laurent', '/ledger')
  const missing = page.getByRole('region', { name: '1 mail is missing' })
  await expect(missing).toContainText('Nobody ever began to read it')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await missing.getByRole('button', { name: 'Take them in' }).click()
  await expect(missing).toHaveCount(0)
  await page.getByRole('button', { name: 'Run now' }).click()
  await expect(page.getByText('1 missing')).toHaveCount(0)
})

test('on a phone one goes from the list to the conversation and back @alone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'Amélie Laurent' }).or(page.getByRole('button', { name: 'Amélie Laurent' })).first().click()
  const row = page.getByRole('link', { name: /Claire Dubois/ })
  await row.click()
  await expect(page.getByRole('heading', { name: /commande 4471/ })).toBeVisible()
  await expect(row).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await expect(row).toBeFocused()
})

test('a name and how far its message came stand apart, and nothing is cut off, however wide the screen @accessibility @alone', async ({ page }) => {
  await signIn(page, 'Amélie Laurent', '/list/mine/conversation-1044')
  const message = page.getByRole('article', { name: 'Reply from Amélie Laurent' })
  const heading = message.getByRole('heading', { name: 'Amélie Laurent' })
  // A phone, and what a list and a contact leave of a small screen.
  for (const width of [320, 360, 800, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expect(async () => {
      expect(await heading.evaluate((shown) => shown.scrollWidth <= shown.clientWidth)).toBe(true)
      const name = await heading.boundingBox()
      const came = await message.getByText('Delivered').boundingBox()
      if (name === null || came === null) throw new Error('One of them is not to be seen.')
      expect(came.x >= name.x + name.width || came.y >= name.y + name.height).toBe(true)
      const forward = await page.getByRole('button', { name: 'Forward', exact: true }).boundingBox()
      expect((forward?.x ?? width) + (forward?.width ?? 0)).toBeLessThan(width)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }, `${width} wide`).toPass()
  }
})

test('no rule of WCAG 2.2 AA that a machine can check is broken, light or dark @accessibility @alone', async ({ page }) => {
  const check = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
      // Colours on their way from one theme to the other are neither's.
      await page.evaluate(async () => void (await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))))
      // Read once for a page. The frames of mails run no scripts: asked to look into them, axe waits and finds nothing.
      const isThere = await page.evaluate(() => 'axe' in window)
      const axe = new AxeBuilder({ page, ...(isThere && { axeSource: '0' }) }).setLegacyMode().options({ iframes: false })
      // In the dark nothing else is there, in other colours.
      const asked = colorScheme === 'light' ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']) : axe.withRules('color-contrast')
      const { violations } = await asked.analyze()
      const broken = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
      expect(broken, `${new URL(page.url()).pathname}, ${colorScheme}`).toEqual([])
    }
  }
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  await check()
  await signIn(page, 'Amélie Laurent')
  await page.getByRole('list', { name: 'Conversations in New' }).waitFor()
  await check()
  await openConversation(page, 'New', /Claire Dubois/)
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Reply to Claire Dubois' }).waitFor()
  await check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Private note' }).fill('Third broken parcel this week')
  await check()
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByRole('group', { name: 'Note saved' }).waitFor()
  await check()
  await page.goto('/rules/new')
  await page.getByRole('button', { name: 'Save rule' }).waitFor()
  await check()
  await page.goto('/quarantine')
  await page.getByRole('heading', { name: 'Quarantine' }).waitFor()
  await check()
  await page.goto('/ledger')
  await page.getByRole('button', { name: 'Take them in' }).waitFor()
  await check()
  await page.goto('/inboxes')
  await page.getByRole('listitem', { name: 'Support' }).waitFor()
  await check()
})
