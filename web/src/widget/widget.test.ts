import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { embedding } from './chat'
import { type ChatState, Conversation } from './conversation'
import { initials, linked, make } from './dom'
import { frameForm } from './form'
import { Memory } from './memory'
import type { ChatLook, Message } from './portal'
import { ChatView, type Deeds } from './view'
import { filled, words } from './words'

const look: ChatLook = {
  language: 'en',
  accent: '#1f6f5c',
  ink: '#ffffff',
  title: 'Harbour Goods',
  greeting: 'Ahoy!',
  away: 'Away.',
  open: true,
  byMail: true,
  asksName: 'not',
  asksEmail: 'not',
  maxCharacters: 20,
  maxFileBytes: 1024,
}

const state = (part: Partial<ChatState> = {}): ChatState => ({
  look,
  chat: { begun: true, messages: [] },
  waiting: [],
  name: null,
  email: null,
  answered: true,
  trouble: null,
  live: true,
  ...part,
})

const said = (id: string, text: string, part: Partial<Message> = {}): Message => ({
  id,
  at: '2026-11-24T12:00:00Z',
  mine: false,
  agent: 'Marco Bianchi',
  text,
  files: [],
  ...part,
})

let deeds: { [Name in keyof Deeds]: ReturnType<typeof vi.fn> }

function view() {
  const host = document.createElement('div')
  document.body.append(host)
  const made = new ChatView(host, deeds as unknown as Deeds)
  const root = host.shadowRoot
  if (root === null) throw new Error('no shadow root')
  return { made, root }
}

beforeEach(() => {
  localStorage.clear()
  deeds = {
    onShow: vi.fn(),
    onWrite: vi.fn(),
    onTyped: vi.fn(),
    onStore: vi.fn(() => Promise.resolve({ upload: 'u', name: 'a.png', type: 'image/png', size: 1 })),
    onIntroduce: vi.fn(() => Promise.resolve()),
    onAgain: vi.fn(),
  }
})

afterEach(() => {
  document.body.replaceChildren()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('who wrote is shown by their picture, and by their initials where the site lets it not in', () => {
  const { made, root } = view()
  const messages = [said('1', 'Hello', { photo: 'https://relais.example/photos/one' }), said('2', 'Ahoy')]
  made.render(state({ chat: { begun: true, messages } }))
  const faces = [...root.querySelectorAll('.face')]
  expect(faces.map((face) => face.querySelector('img')?.getAttribute('src') ?? face.textContent)).toEqual([
    'https://relais.example/photos/one',
    'MB',
  ])
  faces[0]?.querySelector('img')?.dispatchEvent(new Event('error'))
  expect(faces[0]?.querySelector('img')).toBeNull()
  expect(faces[0]?.textContent).toBe('MB')
})

test('all four languages say the same things with the same blanks', () => {
  const blanks = (text: string) => (text.match(/\{\w+\}/gu) ?? []).sort()
  for (const language of Object.values(words)) {
    expect(Object.keys(language)).toEqual(Object.keys(words.en))
    for (const [key, text] of Object.entries(language)) {
      expect(blanks(text)).toEqual(blanks(words.en[key as keyof typeof words.en]))
    }
  }
  expect(filled('{a} of {b}', { a: 1 })).toBe('1 of {b}')
})

test('what anybody wrote is text, and only web addresses can be followed', () => {
  const line = make('p', {}, ...linked('<img src=x onerror=alert(1)> https://shop.example/a?b=1. javascript:alert(2)'))
  expect(line.querySelector('img')).toBeNull()
  expect([...line.querySelectorAll('a')].map((link) => link.href)).toEqual(['https://shop.example/a?b=1'])
  expect(line.querySelector('a')).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  expect(initials('Marco di Bianchi')).toBe('MB')
})

test('a message is shown with its author, as text, once, and its links are renewed', () => {
  const { made, root } = view()
  const file = { name: 'a.pdf', type: 'application/pdf', size: 1, url: 'https://files.example/1' }
  made.render(state({ chat: { begun: true, messages: [said('01', '<b>Ahoy</b>', { files: [file] })] } }))
  made.render(
    state({ chat: { begun: true, messages: [said('01', '<b>Ahoy</b>', { files: [{ ...file, url: 'https://files.example/2' }] })] } }),
  )
  const shown = root.querySelectorAll('li')
  expect(shown).toHaveLength(1)
  expect(shown[0]).toHaveTextContent('Marco Bianchi')
  expect(shown[0]).toHaveTextContent('<b>Ahoy</b>')
  expect(root.querySelector('li b')).toBeNull()
  expect(root.querySelector<HTMLAnchorElement>('a.file')?.href).toBe('https://files.example/2')
})

test('what waits and has come is one message', () => {
  const { made, root } = view()
  const waiting = [{ id: 'browser-1', text: 'Hello', files: [], at: '2026-11-24T12:00:00Z', stuck: false }]
  made.render(state({ waiting }))
  expect(root.querySelector('.state')).toHaveTextContent('Sending…')
  made.render(state({ waiting, trouble: 'offline' }))
  expect(root.querySelector('.state')).toHaveTextContent('Not sent. Try again')
  root.querySelector<HTMLButtonElement>('.state button')?.click()
  expect(deeds.onAgain).toHaveBeenCalledOnce()
  made.render(state({ chat: { begun: true, messages: [said('01', 'Hello', { mine: true, sentAs: 'browser-1' })] } }))
  expect(root.querySelectorAll('li')).toHaveLength(1)
  expect(root.querySelector('.state')).toHaveTextContent('Sent')
})

test('the launcher counts what is unread, a screen reader hears it, and Escape gives focus back', () => {
  const { made, root } = view()
  made.render(state({ chat: { begun: true, messages: [said('01', 'One'), said('02', 'Two')], readUpTo: '01' } }))
  const launcher = root.querySelector<HTMLButtonElement>('.launcher')
  expect(launcher).toHaveAttribute('aria-label', 'Open the chat: 1 unread')
  expect(root.querySelector('[aria-live]')).toHaveTextContent('New message from Marco Bianchi: Two')
  launcher?.click()
  expect(launcher).toHaveAttribute('aria-expanded', 'true')
  expect(deeds.onShow).toHaveBeenLastCalledWith(true)
  expect(root.activeElement).toBe(root.querySelector('textarea'))
  root.querySelector('textarea')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(deeds.onShow).toHaveBeenLastCalledWith(false)
  expect(root.activeElement).toBe(launcher)
})

test('focus stays within the open chat', () => {
  const { made, root } = view()
  made.render(state())
  made.show(true)
  const send = root.querySelector<HTMLButtonElement>('.send')
  send?.focus()
  send?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true }))
  expect(root.activeElement).toBe(root.querySelector('.head button'))
  root.querySelector('.head button')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', shiftKey: true, bubbles: true, cancelable: true }))
  expect(root.activeElement).toBe(send)
})

test('who must say something first is asked, and told what is missing', () => {
  const { made, root } = view()
  made.render(state({ look: { ...look, asksName: 'required', asksEmail: 'optional' }, answered: false }))
  const form = root.querySelector<HTMLFormElement>('form.first')
  const name = root.querySelector<HTMLInputElement>('#ask-name')
  const email = root.querySelector<HTMLInputElement>('#ask-email')
  if (form === null || name === null || email === null) throw new Error('no form')
  email.value = 'nobody'
  form.dispatchEvent(new Event('submit', { cancelable: true }))
  expect([...form.querySelectorAll('[role=alert]')].map((fault) => fault.textContent)).toEqual([
    words.en.nameMissing,
    words.en.emailWrong,
  ])
  expect(name).toHaveAttribute('aria-invalid', 'true')
  name.value = ' Jo '
  email.value = 'jo@example.org'
  form.dispatchEvent(new Event('submit', { cancelable: true }))
  expect(deeds.onIntroduce).toHaveBeenCalledWith({ name: 'Jo', email: 'jo@example.org' })
})

test('Enter sends, and what is too long stays', () => {
  const { made, root } = view()
  made.render(state())
  const field = root.querySelector('textarea')
  if (field === null) throw new Error('no field')
  const enter = () => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  field.value = 'x'.repeat(21)
  enter()
  expect(deeds.onWrite).not.toHaveBeenCalled()
  expect(root.querySelector('.note')).toHaveTextContent('longer than 20 characters')
  field.value = ' Hello '
  enter()
  expect(deeds.onWrite).toHaveBeenCalledWith('Hello', [])
  expect(field.value).toBe('')
})

/** A portal in memory that can lose answers. */
function portal() {
  const taken = new Map<string, string>()
  const asked: string[] = []
  let down = false
  let losesNextAnswer = false
  globalThis.fetch = vi.fn((input: RequestInfo | URL, init?: RequestInit) => {
    const what = new URL(input as string).pathname.split('/').at(-1) ?? ''
    asked.push(`${init?.method ?? 'GET'} ${what}`)
    if (down) return Promise.reject(new TypeError('down'))
    const answer = (body: object, status = 200) => Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status }))
    switch (`${init?.method} ${what}`) {
      case 'GET settings':
        return answer(look)
      case 'POST session':
        return answer({ token: 'token' })
      case 'POST messages': {
        const message = JSON.parse(init?.body as string) as { id: string; text: string }
        taken.set(message.id, message.text)
        if (losesNextAnswer) {
          losesNextAnswer = false
          return Promise.reject(new TypeError('lost'))
        }
        return answer({}, 202)
      }
      case 'GET messages':
        return answer({
          begun: taken.size > 0,
          messages: [...taken].map(([id, text], index) => ({ id: `0${index}`, at: look.title, mine: true, sentAs: id, text, files: [] })),
        })
      case 'POST ticket':
        return answer({ code: 'later' }, 503)
      default:
        return answer({}, 204)
    }
  })
  return { taken, asked, fail: (now: boolean) => (down = now), loseNextAnswer: () => (losesNextAnswer = true) }
}

test('a message whose answer was lost is sent again under the same name and shows once', async () => {
  const { taken, loseNextAnswer } = portal()
  let last: ChatState | null = null
  const conversation = new Conversation('https://relais.example', 'shop', 'en', null, (now) => (last = now))
  await conversation.start()
  loseNextAnswer()
  conversation.write('Hello')
  await vi.waitFor(() => expect(last?.trouble).toBe('offline'))
  conversation.again()
  await vi.waitFor(() => expect(last?.chat.messages.map((message) => message.text)).toEqual(['Hello']), { timeout: 4000 })
  expect(taken.size).toBe(1)
  expect(last).toMatchObject({ waiting: [] })
  conversation.stop()
})

test('what was written without a connection is still there after a reload, and is sent then', async () => {
  const { taken, fail } = portal()
  const first = new Conversation('https://relais.example', 'shop', 'en', null, () => undefined)
  await first.start()
  fail(true)
  first.write('Kept')
  first.stop()
  fail(false)
  let last: ChatState | null = null
  const second = new Conversation('https://relais.example', 'shop', 'en', null, (now) => (last = now))
  await second.start()
  second.again()
  await vi.waitFor(() => expect([...taken.values()]).toEqual(['Kept']))
  await vi.waitFor(() => expect(last).toMatchObject({ waiting: [] }), { timeout: 4000 })
  second.stop()
})

test('the next user of the site is somebody else, and sends nothing that the last one wrote', async () => {
  const { taken, asked, fail } = portal()
  const as = (user: string) => new Conversation('https://relais.example', 'shop', 'en', { id: user, signature: 's' }, () => undefined)
  const first = as('ada')
  await first.start()
  expect(JSON.parse(localStorage.getItem('relais-chat-shop') ?? '')).toMatchObject({ token: 'token', user: 'ada' })
  fail(true)
  first.write('Of Ada')
  await vi.waitFor(() => expect(asked).toContain('POST messages'))
  first.stop()
  fail(false)
  const again = new Memory('shop')
  expect(again.now.waiting).toHaveLength(1)
  asked.length = 0
  const second = as('bob')
  expect(new Memory('shop').now).toEqual({ token: null, user: 'bob', answered: false, waiting: [] })
  await second.start()
  second.again()
  await vi.waitFor(() => expect(asked).toContain('GET messages'))
  expect(taken.size).toBe(0)
  second.stop()
})

test('two pages of a site keep what each of them writes', () => {
  const one = new Memory('shop')
  const two = new Memory('shop')
  const message = (id: string) => ({ id, text: id, files: [], at: look.title })
  one.keep({ waiting: [...one.now.waiting, message('a')] })
  two.keep({ waiting: [...two.now.waiting, message('b')] })
  expect(one.now.waiting.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('nobody becomes a visitor by looking at a page', async () => {
  const { asked } = portal()
  const conversation = new Conversation('https://relais.example', 'shop', 'en', null, () => undefined)
  await conversation.start()
  expect(asked).toEqual(['GET settings'])
  expect(localStorage).toHaveLength(0)
  conversation.stop()
})

test('a site that may not show the chat shows nothing', async () => {
  globalThis.fetch = vi.fn(() => Promise.resolve(new Response('{"code":"site"}', { status: 403 })))
  const changed = vi.fn()
  const conversation = new Conversation('https://relais.example', 'shop', 'en', null, changed)
  await conversation.start()
  expect(changed).not.toHaveBeenCalled()
  conversation.stop()
})

test('the script tag says everything', () => {
  const script = make('script', { src: 'https://relais.example/widget/chat.js', 'data-chat': 'shop', 'data-user': 'u', 'data-user-signature': 's', 'data-language': 'nl' })
  expect(embedding(script)).toEqual({ origin: 'https://relais.example', chat: 'shop', language: 'nl', user: { id: 'u', signature: 's' } })
  delete script.dataset.chat
  expect(embedding(script)).toBeNull()
})

test('a form grows as its frame says, and as nobody else says', () => {
  const script = make('script', { src: 'https://relais.example/widget/form.js', 'data-form': 'contact' })
  document.body.append(script)
  const frame = frameForm(script, 'contact')
  expect(frame.src).toContain('https://relais.example/forms/contact?framed=1')
  const tell = (origin: string, source: Window | null) =>
    window.dispatchEvent(new MessageEvent('message', { data: { relaisFormHeight: 612.4 }, origin, source }))
  tell('https://evil.example', frame.contentWindow)
  tell('https://relais.example', window)
  expect(frame.style.blockSize).toBe('')
  tell('https://relais.example', frame.contentWindow)
  expect(frame.style.blockSize).toBe('613px')
})
