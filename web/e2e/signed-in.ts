import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Locator, type Page, test as base } from '@playwright/test'
import { setUndoWindow } from './undo-window'

/** Signs in as one of the demo users, on whichever issuer's page lists them by name. */
export async function signIn(page: Page, name: string, path = '/') {
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name }).or(page.getByRole('button', { name })).first().click()
  // On a phone the views are behind the menu.
  const menu = page.getByRole('button', { name: 'Open the menu' })
  await page.getByRole('navigation', { name: 'Views' }).or(menu).first().waitFor()
}

/** Opens the first conversation of a view whose row holds this text. */
export async function openConversation(page: Page, view: string, text: string | RegExp): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click()
  await page.getByRole('list', { name: /Conversations in/ }).getByRole('link', { name: text }).first().click()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await timeline.waitFor()
  return timeline
}

/** The outside world of the test server; tests that use it are tagged @alone. */
export type World = (what: string, body?: Record<string, unknown>) => Promise<unknown>

/** Whether the process of a page still does anything; one that is gone is no process that hangs. */
function answers(page: Page): Promise<boolean> {
  const asked = page.evaluate('true').then(
    () => true,
    () => true,
  )
  return Promise.race([asked, pause(5_000, false)])
}

export const test = base.extend<{ world: World; undoSeconds: number; undoWindow: undefined; triedAgain: undefined }>({
  // Once in some hundred tests the browser's process for a page stops, idle, between two steps. Such a test is run a second
  // time; one that failed while its page answered is not.
  triedAgain: [
    async ({ page }, provide, test) => {
      const failed = join(test.project.outputDir, `${test.testId}.failed`)
      if (test.retry > 0 && existsSync(failed)) throw new Error('It failed while its page answered, so it is not tried again.')
      await provide(undefined)
      if (test.status !== test.expectedStatus && (await answers(page))) {
        mkdirSync(test.project.outputDir, { recursive: true })
        writeFileSync(failed, '')
      }
    },
    { auto: true },
  ],
  // A reply waits for as long as it can be taken back: as short as can be where a test is not about that.
  undoSeconds: [1, { option: true }],
  undoWindow: [
    async ({ request, undoSeconds }, provide) => {
      if (process.env.RELAIS_URL !== undefined) await setUndoWindow(request, undoSeconds)
      await provide(undefined)
    },
    { auto: true },
  ],
  world: async ({ request }, provide) => {
    await provide(async (what, body = {}) => {
      const answer = await request.post(`/test/${what}`, { data: body })
      const text = await answer.text()
      return text === '' ? undefined : (JSON.parse(text) as unknown)
    })
  },
})

export { expect } from '@playwright/test'
