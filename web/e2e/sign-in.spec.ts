import { expect, signIn, test } from './signed-in'

test('somebody who is not signed in sees one button, and comes back to where they wanted to be', async ({ page }) => {
  await signIn(page, 'Amélie Laurent', '/rules')
  await expect(page).toHaveURL(/\/rules$/)
  await expect(page.getByRole('heading', { name: 'Rules' })).toBeVisible()
})

test('a refused sign-in is told in words @alone', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'Nobody: refuse' }).click()
  await expect(page.getByRole('alert')).toContainText('The sign-in was not completed')
})

test('a stranger is told whom to ask @alone', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'A stranger' }).click()
  await expect(page.getByRole('alert')).toContainText('this workspace does not know you')
})

test('signing out ends at the door', async ({ page }) => {
  await signIn(page, 'Marco Bianchi')
  await page.getByRole('button', { name: /Marco Bianchi: settings/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
})

test('an agent sees neither the quarantine nor other teams', async ({ page }) => {
  await signIn(page, 'Sanne de Vries')
  const views = page.getByRole('navigation', { name: 'Views' })
  await expect(views.getByRole('link', { name: /Support/ })).toBeVisible()
  await expect(views.getByRole('link', { name: /Quarantine/ })).toHaveCount(0)
  await expect(views.getByRole('link', { name: /Finance/ })).toHaveCount(0)
})
