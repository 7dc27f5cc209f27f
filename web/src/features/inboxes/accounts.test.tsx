import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../api/client'
import type { InboxId, Standing } from '../../api/types'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { ConnectPage } from './connect-page'
import { AccountPage } from './account-page'
import { StandingSection } from './standing-section'

let relais: FakeRelais

beforeEach(() => {
  relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

test('a channel is chosen, its steps are read, its words are put in, once', async () => {
  render(inApp(<ConnectPage />))
  await userEvent.click(await screen.findByRole('radio', { name: 'Telegram' }))
  expect(screen.getByText(/BotFather answers with its token/)).toBeInTheDocument()
  await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), 'Shop bot')
  await userEvent.type(screen.getByRole('textbox', { name: /User name of the bot/ }), 'no')
  await userEvent.type(screen.getByLabelText(/Token of the bot/), '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw')
  expect(screen.getByLabelText(/Token of the bot/)).toHaveAttribute('type', 'password')
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
  expect((await screen.findAllByText(/Copy it once more/)).length).toBeGreaterThan(0)
  expect(relais.accounts).toEqual([])
  await userEvent.type(screen.getByRole('textbox', { name: /User name of the bot/ }), 'rthern_bot')
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
  await expect.poll(() => relais.accounts.map((each) => each.values)).toEqual([{ botName: 'northern_bot' }])
})

test('an account of Instagram says how it signs in, and reads the steps of that way alone', async () => {
  render(inApp(<ConnectPage />))
  await userEvent.click(await screen.findByRole('radio', { name: 'Instagram' }))
  expect(screen.getByText(/instagram_manage_messages and pages_manage_metadata/)).toBeInTheDocument()
  await userEvent.click(screen.getByRole('radio', { name: /^With Instagram/ }))
  expect(screen.queryByText(/pages_manage_metadata/)).not.toBeInTheDocument()
  expect(screen.getByText(/instagram_business_manage_messages/)).toBeInTheDocument()
  await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), 'Shop')
  await userEvent.type(screen.getByRole('textbox', { name: 'Account ID' }), '17841405550142')
  await userEvent.type(screen.getByRole('textbox', { name: 'User name' }), 'harbourgoods')
  await userEvent.type(screen.getByLabelText(/Access token/), 'IGAA0123456789012345678901')
  await userEvent.type(screen.getByLabelText(/App secret/), '0'.repeat(32))
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
  await expect.poll(() => relais.accounts[0]?.values.login).toBe('instagram')
})

test('an account of Instagram that says no way is signed in for its page, and can be changed', async () => {
  const id = 'inbox-1' as InboxId
  relais.accounts.push({
    id,
    version: 1,
    channel: 'instagram',
    name: 'Shop',
    team: 'support',
    values: { accountId: '17841405550142', userName: 'harbourgoods' },
    hours: null,
    secrets: ['accessToken', 'appSecret'],
    webhooks: 'https://relais.test/webhooks/instagram',
    verifyToken: 'verify-me',
  })
  render(inApp(<AccountPage id={id} />))
  const choice = await screen.findByRole('combobox', { name: /^Sign-in/ })
  expect(choice).toHaveValue('page')
  await userEvent.selectOptions(choice, 'instagram')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await expect.poll(() => relais.accounts[0]?.values.login).toBe('instagram')
  expect(await screen.findByText(/that subscribes the account/)).toBeInTheDocument()
})

test('an inbox shows what to copy, keeps its secrets to itself, and can be tried', async () => {
  const id = 'inbox-1' as InboxId
  relais.accounts.push({
    id,
    version: 3,
    channel: 'messenger',
    name: 'Page',
    team: 'support',
    values: { pageId: '10010', pageName: 'Harbour Goods' },
    hours: null,
    secrets: ['accessToken', 'appSecret'],
    webhooks: 'https://relais.test/webhooks/messenger',
    verifyToken: 'verify-me',
  })
  render(inApp(<AccountPage id={id} />))
  expect(await screen.findByText('https://relais.test/webhooks/messenger')).toBeInTheDocument()
  expect(screen.getByText('verify-me')).toBeInTheDocument()
  expect(screen.getByLabelText(/Access token/)).toHaveValue('')
  expect(screen.getAllByText(/Leave this empty to keep it/)).toHaveLength(2)
  await userEvent.click(screen.getByRole('button', { name: 'Test the connection' }))
  expect(await screen.findByText(/Account: works/)).toBeInTheDocument()
  await userEvent.type(screen.getByRole('textbox', { name: /^Name of the page/ }), ' NL')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await expect.poll(() => relais.accounts[0]?.version).toBe(4)
})

test('how the provider rates a number stands in words, and a word of its own that is new as it came', async () => {
  const standing: Standing = { quality: 'low', limit: 'TIER_1K', status: 'RESTRICTED', review: 'PENDING', asOf: '2026-11-20T10:05:00Z', news: [] }
  relais.standing = standing
  const page = render(inApp(<StandingSection id={'inbox-4' as InboxId} />))
  expect(await screen.findByText('restricted: no new conversations for now')).toBeVisible()
  expect(screen.getByText('being reviewed')).toBeVisible()
  expect(screen.getByText('1,000')).toBeVisible()
  page.unmount()
  relais.standing = { ...standing, status: 'ON_HOLIDAY' }
  render(inApp(<StandingSection id={'inbox-4' as InboxId} />))
  expect(await screen.findByText('on holiday')).toBeVisible()
})

test('a number that customers call has business hours, and says what they hear outside of them', async () => {
  const id = 'inbox-2' as InboxId
  relais.accounts.push({
    id,
    version: 1,
    channel: 'voice',
    name: 'Telephone',
    team: 'support',
    values: { number: '+31205550144' },
    hours: null,
    secrets: ['authToken'],
    webhooks: 'https://relais.test/webhooks/voice/inbox-2',
    verifyToken: null,
  })
  render(inApp(<AccountPage id={id} />))
  await userEvent.click(await screen.findByRole('switch', { name: 'The team is there only at these hours' }))
  expect(screen.getByText(/callers hear the greeting/)).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Add hours on Monday' }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await expect
    .poll(() => relais.accounts[0]?.hours?.week.filter((each) => each.day === 'monday'))
    .toEqual([
      { day: 'monday', from: '09:00', until: '17:00' },
      { day: 'monday', from: '18:00', until: '22:00' },
    ])
})

test('no other channel has hours', async () => {
  render(inApp(<ConnectPage />))
  await userEvent.click(await screen.findByRole('radio', { name: 'Messenger' }))
  expect(screen.queryByRole('switch', { name: 'The team is there only at these hours' })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('radio', { name: 'Telephone' }))
  expect(screen.getByRole('switch', { name: 'The team is there only at these hours' })).toBeInTheDocument()
})
