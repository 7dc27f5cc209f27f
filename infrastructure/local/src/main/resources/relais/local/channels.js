// The customers' side of Telegram, SMS, Messenger, Instagram, a channel of one's own and the telephone.

const byId = (id) => document.getElementById(id)
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' })

const TICKS = { sent: '✓ sent', delivered: '✓✓ delivered', read: '✓✓ read' }

let state = { revision: 0, inboxes: [], chats: [], twice: false, prolonging: 'given' }
let chosen = new URLSearchParams(location.search).get('chat')
let shown = ''

async function call(method, path, body) {
  const response = await fetch('/simulator/channels/api/' + path, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  })
  if (!response.ok) {
    say(await response.text())
    throw new Error(path + ' answered ' + response.status)
  }
  return response
}

function say(words) {
  byId('said').textContent = words
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

const nameOf = (chat) => `${chat.inbox} ${chat.id}`
const pathOf = (chat) => `chats/${encodeURIComponent(chat.inbox)}/${encodeURIComponent(chat.id)}`
const current = () => state.chats.find((chat) => nameOf(chat) === chosen)
const inboxOf = (chat) => state.inboxes.find((inbox) => inbox.id === chat.inbox)

function drawCustomers() {
  const focused = document.activeElement?.dataset?.chat
  byId('customers').replaceChildren(
    ...state.chats.map((chat) => {
      const last = chat.lines.at(-1)
      const button = element(
        'button',
        { type: 'button', onclick: () => choose(nameOf(chat)) },
        element(
          'span',
          { className: 'first-line' },
          element('strong', {}, chat.name),
          element('span', { className: 'quiet' }, inboxOf(chat)?.name ?? chat.inbox),
        ),
        element('span', { className: 'quiet cut' }, last ? (last.mine ? '' : '← ') + last.text : chat.id),
      )
      button.dataset.chat = nameOf(chat)
      button.setAttribute('aria-current', String(nameOf(chat) === chosen))
      return element('li', {}, button)
    }),
  )
  if (focused) {
    document.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus()
  }
}

function drawChat() {
  const chat = current()
  byId('toolbar').hidden = byId('compose').hidden = byId('chat').hidden = !chat
  byId('phone').hidden = true
  byId('empty').hidden = Boolean(chat)
  byId('panes').classList.toggle('showing', Boolean(chat))
  if (!chat) {
    return
  }
  const inbox = inboxOf(chat)
  drawPhone(chat, inbox)
  // Only these tell of what was answered elsewhere.
  byId('outside').hidden = inbox?.channel !== 'messenger' && inbox?.channel !== 'instagram'
  byId('who').textContent = `${chat.name} → ${inbox ? `${inbox.name} ${inbox.address}` : chat.inbox}`
  byId('trouble').value = chat.trouble ?? ''
  const content = JSON.stringify([chosen, chat.lines])
  if (content === shown) {
    return
  }
  shown = content
  byId('chat').replaceChildren(...chat.lines.map(bubble))
  byId('chat').scrollTop = byId('chat').scrollHeight
  if (document.visibilityState === 'visible' && chat.lines.some((line) => !line.mine && line.status === 'delivered')) {
    call('POST', pathOf(chat) + '/read')
  }
}

/** What a caller can do now; who writes has other means. */
function drawPhone(chat, inbox) {
  const spoken = inbox?.channel === 'voice'
  byId('phone').hidden = !spoken
  byId('compose').hidden = spoken
  const possible = {
    null: { call: 'Call' },
    ringing: { answered: 'The number answers', 'not-answered': 'Nobody answers', 'hang-up': 'Hang up' },
    asked: { 'press-key': 'A key is pressed', 'no-key': 'No key: it is a voicemail', 'hang-up': 'Hang up' },
    'agent-asked': { 'press-key': 'The agent presses a key', 'no-key': 'No key: it is a voicemail' },
    talking: { 'hang-up': 'Hang up' },
    recording: { 'leave-message': 'Leave it as a message', 'hang-up': 'Hang up' },
    'agent-ringing': { answered: 'The agent’s telephone answers', 'not-answered': 'The agent does not answer' },
    'customer-ringing': { answered: 'The customer answers', 'not-answered': 'The customer does not answer' },
    connected: { 'hang-up': 'Hang up' },
  }[String(chat.call ?? null)]
  for (const button of byId('phone').querySelectorAll('[data-act]')) {
    const label = possible[button.dataset.act]
    button.hidden = label === undefined
    if (label !== undefined) button.textContent = label
  }
  for (const id of ['recording', 'transcription']) {
    byId(id).closest('.file-button, textarea').hidden = chat.call !== 'recording'
  }
}

function bubble(line) {
  const status = line.status === '' ? '' : ' · ' + (TICKS[line.status] ?? line.status)
  return element(
    'div',
    { className: 'bubble ' + (line.mine ? 'mine' : 'theirs') },
    ...(line.files ?? []).map(fileOf),
    line.text,
    element('span', { className: 'meta ' + line.status }, clock.format(new Date(line.at)) + status),
  )
}

/** A file as the customer sees it: pictures shown, sound and film to play, the rest by name. */
function fileOf(file) {
  const src = '/simulator/channels/api/files/' + file.id
  if (file.type.startsWith('image/')) return element('img', { src, alt: file.name })
  if (file.type.startsWith('audio/')) return element('audio', { src, controls: true, ariaLabel: file.name })
  if (file.type.startsWith('video/')) return element('video', { src, controls: true, ariaLabel: file.name })
  return element('a', { href: src, target: '_blank' }, '📎 ' + file.name)
}

function drawOptions() {
  byId('twice').checked = state.twice
  byId('prolonging').value = state.prolonging
  const select = byId('inbox')
  const ids = state.inboxes.map((inbox) => inbox.id).join(' ')
  if (select.dataset.ids !== ids) {
    select.dataset.ids = ids
    select.replaceChildren(
      ...state.inboxes.map((inbox) => element('option', { value: inbox.id }, `${inbox.name} ${inbox.address}`)),
    )
  }
  const channel = state.inboxes.find((inbox) => inbox.id === select.value)?.channel
  byId('number-field').hidden = channel !== 'sms' && channel !== 'voice'
}

function choose(name) {
  chosen = name
  shown = ''
  history.replaceState(null, '', name ? '?chat=' + encodeURIComponent(name) : location.pathname)
  draw()
  if (name) {
    ;(byId('compose').hidden ? byId('phone').querySelector('[data-act]:not([hidden])') : byId('text'))?.focus()
  }
}

function draw() {
  drawCustomers()
  drawChat()
  drawOptions()
}

async function send() {
  const text = byId('text').value
  if (!text.trim()) {
    return
  }
  await call('POST', pathOf(current()) + '/messages', { text })
  byId('text').value = ''
  await refresh()
}

byId('phone').addEventListener('click', async (event) => {
  const act = event.target.dataset?.act
  if (!act) {
    return
  }
  const form = new FormData()
  if (act === 'leave-message') {
    const file = byId('recording').files[0]
    if (file) {
      form.append('file', file)
    }
    form.append('transcription', byId('transcription').value)
  }
  const response = await fetch(`/simulator/channels/api/${pathOf(current())}/call/${act}`, { method: 'POST', body: form })
  say(response.ok ? '' : await response.text())
  if (act === 'leave-message' && response.ok) {
    byId('phone').reset()
  }
  await refresh()
  byId('phone').querySelector('[data-act]:not([hidden])')?.focus()
})
byId('compose').addEventListener('submit', (event) => {
  event.preventDefault()
  send()
})
byId('outside').addEventListener('click', async () => {
  await call('POST', pathOf(current()) + '/outside', { text: byId('text').value })
  byId('text').value = ''
  await refresh()
})
byId('text').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    send()
  }
})
byId('add-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const response = await call('POST', 'chats', {
    inbox: byId('inbox').value,
    name: byId('name').value,
    number: byId('number').value,
  })
  const chat = await response.json()
  event.target.reset()
  byId('add').open = false
  await refresh()
  choose(nameOf(chat))
})
byId('inbox').addEventListener('change', drawOptions)
byId('back').addEventListener('click', () => choose(null))
byId('trouble').addEventListener('change', async (event) => {
  await call('PUT', pathOf(current()), { trouble: event.target.value || null })
  await refresh()
})
byId('prolonging').addEventListener('change', () => call('PUT', 'options', { prolonging: byId('prolonging').value }))
byId('twice').addEventListener('change', (event) => call('PUT', 'options', { twice: event.target.checked }))

async function refresh() {
  const response = await call('GET', 'state?since=' + state.revision)
  if (response.status === 200) {
    state = await response.json()
    draw()
  }
}

async function keepFresh() {
  try {
    await refresh()
    say('')
  } catch {
    say('The simulator does not answer. Is Relais running?')
  }
  setTimeout(keepFresh, 1000)
}

keepFresh()
