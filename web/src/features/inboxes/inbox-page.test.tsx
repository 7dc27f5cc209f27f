import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { ask, connect } from '../../api/client'
import type { InboxId, InboxSettings } from '../../api/types'
import { idToken } from '../../../test-server/fake-issuer'
import { FakeRelais } from '../../../test-server/fake-relais'
import { inApp } from '../../../test-server/in-app'
import { isSimple, rebased } from './inbox-draft'
import { InboxPage } from './inbox-page'
import type { SignatureField } from './section'

const path = '/v1/inboxes/support/settings'

// A large form in a simulated browser, on whatever machine.

beforeEach(() => {
  // Hundreds of choices make each look-up by role take its time.
  Intl.supportedValuesOf = () => ['Europe/Amsterdam', 'UTC']
  const relais = new FakeRelais()
  const token = idToken({ email: 'amelie@harbourgoods.example', name: 'Amélie', nonce: null }, 'http://issuer', 'app')
  connect({ apiUrl: 'http://relais.test', token: () => Promise.resolve(token), onSignedOut: () => undefined })
  globalThis.fetch = (input, init) => relais.handle(new Request(input, init), 'ws://relais.test/live')
})

/** Stands for the editor, which is a matter of its own tests. */
const signatureField: SignatureField = ({ label, html, onChange }) => (
  <textarea aria-label={label} value={html} onChange={(event) => onChange(event.target.value)} />
)

const open = () => render(inApp(<InboxPage id={'support' as InboxId} signatureField={signatureField} />))

/** Puts text behind what a field holds, at once: key by key the form takes its time here. */
async function write(field: HTMLElement, text: string) {
  await userEvent.click(field)
  await userEvent.paste(text)
}

const stored = () => ask<InboxSettings>(path)

test('what is changed is saved, and taken back with one press', async () => {
  open()
  const name = await screen.findByRole('textbox', { name: 'Sender’s name' })
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled()
  await userEvent.clear(name)
  await write(name, 'Harbour Desk')
  await userEvent.click(screen.getByRole('button', { name: 'Add an address' }))
  await write(screen.getByRole('textbox', { name: 'Further address 2' }), 'desk@harbourgoods.example')
  await userEvent.click(screen.getByRole('switch', { name: 'The team is there only at these hours' }))
  await userEvent.click(screen.getByRole('button', { name: 'Remove Friday, 09:00 to 17:00' }))
  await write(screen.getByRole('textbox', { name: 'Signature' }), '<p>Kind regards</p>')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await screen.findByRole('group', { name: '“Support” is saved.' })
  const saved = await stored()
  expect(saved.outgoing).toMatchObject({ senderName: 'Harbour Desk', signature: '<p>Kind regards</p>' })
  expect(saved.addresses.aliases).toEqual(['help@harbourgoods.example', 'desk@harbourgoods.example'])
  expect(saved.hours?.week.map((each) => each.day)).toEqual(['monday', 'tuesday', 'wednesday', 'thursday'])
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => expect((await stored()).outgoing.senderName).toBe('Support'))
  expect(screen.getByRole('textbox', { name: 'Sender’s name' })).toHaveValue('Support')
})

test('what somebody else saved meanwhile is joined with what was changed here', async () => {
  open()
  await write(await screen.findByRole('textbox', { name: 'Name' }), ' desk')
  const { version, ...theirs } = await stored()
  await ask(path, {
    method: 'PUT',
    ifMatch: version,
    body: { ...theirs, policy: { spam: 'quarantine', spamLabel: null, admitsInfected: false, adoptsOriginalSender: false } },
  })
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody changed this inbox meanwhile')
  await userEvent.click(screen.getByRole('button', { name: 'Load theirs and keep mine' }))
  await waitFor(() =>
    expect(screen.getByRole('combobox', { name: 'Mail that looks like spam' })).toHaveValue('quarantine'),
  )
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Support desk')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect(await stored()).toMatchObject({ name: 'Support desk', policy: { spam: 'quarantine' } }))
})

test('what was not saved is still there when one comes back', async () => {
  open()
  await write(await screen.findByRole('textbox', { name: 'Name' }), ' desk')
  cleanup()
  open()
  expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('Support desk')
  expect(screen.getByText('Unsaved changes')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Support')
})

test('each language has its words, and others outside business hours', async () => {
  open()
  await userEvent.click(await screen.findByRole('switch', { name: 'The team is there only at these hours' }))
  await userEvent.click(screen.getByRole('switch', { name: /Tell customers at once/ }))
  await write(screen.getByRole('textbox', { name: 'English: during business hours' }), 'It is here.')
  await write(screen.getByRole('textbox', { name: 'English: outside business hours' }), 'Tomorrow.')
  await userEvent.click(within(screen.getByRole('contentinfo')).getByRole('button', { name: 'Save' }))
  await waitFor(async () =>
    expect((await stored()).acknowledgement).toMatchObject({
      on: true,
      wordings: [{ language: 'en', open: 'It is here.', closed: 'Tomorrow.' }],
    }),
  )
})

test('a part that both changed stays as it was changed here', () => {
  const base = { name: 'a', policy: { spam: 'deliver' } } as InboxSettings
  const draft = { base, now: { ...base, name: 'mine' } }
  const theirs = { name: 'theirs', policy: { spam: 'close' } } as InboxSettings
  expect(rebased(draft, theirs)).toEqual({ base: theirs, now: { ...theirs, name: 'mine' } })
})

test('a signature is written as it looks while the editor knows all that is in it', () => {
  expect(isSimple('<p>Jo <strong>Sons</strong><br><a href="https://jo.example">Jo</a></p>')).toBe(true)
  expect(isSimple('')).toBe(true)
  expect(isSimple('<table><tbody><tr><td>Jo</td></tr></tbody></table>')).toBe(false)
  expect(isSimple('<p style="color:red">Jo</p>')).toBe(false)
})
