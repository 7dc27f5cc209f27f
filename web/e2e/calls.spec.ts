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
  await act('not-answered')
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
