import { expect, openConversation, signIn, test } from './signed-in'

test('a caller whom nobody answers leaves a message, which is played in the timeline @system', async ({ page, request }) => {
  const name = `Caller ${Date.now()}`
  const number = `+3168${String(Date.now()).slice(-7)}`
  const added = await request.post('/simulator/channels/api/chats', { data: { inbox: 'voice', name, number } })
  const { id } = (await added.json()) as { id: string }
  const act = async (what: string, form: Record<string, string> = {}) => {
    const done = await request.post(`/simulator/channels/api/chats/voice/${encodeURIComponent(id)}/call/${what}`, { multipart: form })
    expect(done.status()).toBe(204)
  }
  await act('call')
  // The voicemail of the number that rings does not get the caller.
  await act('answered')
  await act('no-key')
  await act('leave-message', { transcription: `Please call me back. ${name}` })

  await signIn(page, 'Amélie Laurent', '/list/new')
  const timeline = await openConversation(page, 'New', new RegExp(name))
  const call = timeline.getByRole('article', { name: `Message from ${name}` })
  await expect(call).toHaveCount(1)
  await expect(call).toContainText('Voicemail')
  await expect(call).toContainText(`Please call me back. ${name}`)
  const sound = call.locator('audio')
  await expect(sound).toHaveCount(1)
  expect(await sound.evaluate((audio: HTMLAudioElement) => fetch(audio.src).then((answer) => answer.status))).toBe(200)
  await expect(page.getByRole('button', { name: 'Reply', exact: true })).toHaveCount(0)
  await expect(page.getByRole('link', { name: `Call back ${number}` })).toHaveAttribute('href', `tel:${number}`)
})

test('calling back rings the agent and then the customer, and stands in the log of calls @system', async ({ page, request }) => {
  const name = `Called ${Date.now()}`
  const number = `+3169${String(Date.now()).slice(-7)}`
  const added = await request.post('/simulator/channels/api/chats', { data: { inbox: 'voice', name, number } })
  const { id } = (await added.json()) as { id: string }
  const chat = `/simulator/channels/api/chats/voice/${encodeURIComponent(id)}`
  // What is to be done may not be possible yet: the call is on its way to the provider.
  const act = (what: string) =>
    expect.poll(async () => (await request.post(`${chat}/call/${what}`, { multipart: {} })).status()).toBe(204)
  await act('call')
  await act('not-answered')
  await act('hang-up')

  await signIn(page, 'Marco Bianchi', '/telephone')
  await page.getByRole('textbox', { name: 'Your number' }).fill('020 555')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('A telephone number begins with + and its country')).toBeVisible()
  const own = `+31 6 ${String(Date.now()).slice(-8)}`
  await page.getByRole('textbox', { name: 'Your number' }).fill(own)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('textbox', { name: 'Your number' })).toHaveValue(own.replaceAll(' ', ''))

  const timeline = await openConversation(page, 'New', new RegExp(name))
  const callBack = page.getByRole('button', { name: `Call back ${number}` })
  await request.put(chat, { data: { trouble: 'refused' } })
  await callBack.click()
  const calls = timeline.getByRole('article', { name: 'Call from Marco Bianchi' })
  await expect(calls).toContainText('Call failed')
  await expect(calls).toContainText('Provider code: 21215')

  const log = page.getByRole('list', { name: 'Calls' })
  await page.getByRole('button', { name: 'Calls', exact: true }).click()
  await expect(log.getByRole('listitem')).toHaveText([/Call failed/, /Missed call/])

  await callBack.dblclick()
  await expect(page.getByRole('button', { name: `Calling ${number}` })).toBeDisabled()
  await act('answered')
  await act('no-key')
  await expect(calls).toHaveCount(2)
  await expect(calls.last()).toContainText('Agent not reached')

  // The button may change under the pointer: what was called before is still being told.
  await expect(async () => {
    await callBack.click()
    await expect(page.getByRole('button', { name: `Calling ${number}` })).toBeDisabled({ timeout: 5_000 })
  }).toPass()
  await act('answered')
  await act('press-key')
  await act('answered')
  await act('hang-up')
  await expect(calls).toHaveCount(3)
  await expect(calls.last()).toContainText('Customer reached')
  await expect(calls.last()).toContainText('talked')
  await expect(callBack).toBeEnabled()

  await expect(log.getByRole('listitem')).toHaveText([/Customer reached/, /Agent not reached/, /Call failed/, /Missed call/])
})

test('a telephone system asks who is free with a token that is shown once @system', async ({ page, playwright, baseURL }) => {
  const name = `Switchboard ${Date.now()}`
  await signIn(page, 'Amélie Laurent', '/telephony')
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Make token' }).click()
  const token = await dialog.getByText(/^relais_tel_/).textContent()
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText(token ?? '')).toHaveCount(0)

  const system = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: { Authorization: `Bearer ${token}` } })
  const answer = await system.get('/v1/telephony/agents')
  expect(answer.status()).toBe(200)
  const { agents } = (await answer.json()) as { agents: { name: string; state: string }[] }
  expect(agents.find((agent) => agent.name === 'Amélie Laurent')?.state).not.toBe('away')
  expect((await system.get('/v1/session')).status()).toBe(401)

  const card = page.getByRole('listitem', { name })
  await card.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(card).toHaveCount(0)
  expect((await system.get('/v1/telephony/agents')).status()).toBe(401)
})
