// The customers' side of WhatsApp: shows chats, sends messages, sets what shall go wrong.

const byId = (id) => document.getElementById(id)
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' })
const TICKS = { accepted: '·', sent: '✓ sent', delivered: '✓✓ delivered', read: '✓✓ read', failed: '✗ failed' }

let state = { revision: 0, customers: [], businesses: [], options: {} }
let chosen = new URLSearchParams(location.search).get('customer')
let shown = ''

async function call(method, path, body) {
  const isForm = body instanceof FormData
  const response = await fetch('/simulator/api/' + path, {
    method,
    headers: body && !isForm ? { 'content-type': 'application/json' } : {},
    body: isForm ? body : body && JSON.stringify(body),
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

function drawCustomers() {
  const focused = document.activeElement?.dataset?.customer
  byId('customers').replaceChildren(
    ...state.customers.map((customer) => {
      const last = customer.messages.at(-1)
      const button = element(
        'button',
        { type: 'button', onclick: () => choose(customer.id) },
        element(
          'span',
          { className: 'first-line' },
          element('strong', {}, customer.name),
          element('span', { className: 'quiet' }, last ? clock.format(new Date(last.at)) : ''),
        ),
        element('span', { className: 'quiet cut' }, last ? (last.mine ? '' : '← ') + (last.text || last.type) : address(customer)),
      )
      button.dataset.customer = customer.id
      button.setAttribute('aria-current', String(customer.id === chosen))
      return element('li', {}, button)
    }),
  )
  if (focused) {
    document.querySelector(`[data-customer="${CSS.escape(focused)}"]`)?.focus()
  }
}

function address(customer) {
  return customer.hidesNumber ? customer.id : '+' + customer.id
}

function drawChat() {
  const customer = state.customers.find((one) => one.id === chosen)
  byId('toolbar').hidden = byId('compose').hidden = byId('acts').hidden = byId('chat').hidden = !customer
  byId('empty').hidden = Boolean(customer)
  byId('panes').classList.toggle('showing', Boolean(customer))
  if (!customer) {
    return
  }
  byId('who').textContent = `${customer.name} · ${address(customer)}`
  byId('off').checked = customer.off
  byId('trouble').value = customer.nextTrouble ?? ''
  byId('window').textContent = customer.windowClosesAt
    ? 'The shop may write until ' + clock.format(new Date(customer.windowClosesAt))
    : 'The shop may not write freely: no message in 24 hours'
  const content = JSON.stringify([chosen, customer.messages])
  if (content === shown) {
    return
  }
  shown = content
  const chat = byId('chat')
  chat.replaceChildren(...customer.messages.filter((message) => message.type !== 'reaction').map(bubble))
  chat.scrollTop = chat.scrollHeight
  if (document.visibilityState === 'visible' && customer.messages.some((m) => !m.mine && m.status === 'delivered')) {
    call('POST', `customers/${encodeURIComponent(chosen)}/read`)
  }
}

/** Something to look at or to hear; undefined for what is neither. */
function played(media, sort, text) {
  const src = '/simulator/api/media/' + media
  if (sort === 'image') return element('img', { src, alt: text || 'Picture' })
  return sort === 'audio' || sort === 'video' ? element(sort, { src, controls: true, ariaLabel: sort }) : undefined
}

function bubble(message) {
  const parts = []
  const sort = message.around?.file?.sort ?? message.type
  const media = message.media && played(message.media, sort, message.text)
  if (media) {
    parts.push(media)
  } else if (message.media) {
    parts.push(`📎 ${message.fileName || sort}\n`)
  }
  if (message.around?.place) {
    const { name, address: where, latitude, longitude } = message.around.place
    parts.push(element('span', { className: 'template-place' }, element('strong', {}, `📍 ${name}`), where, `${latitude}, ${longitude}`))
  }
  if (message.around?.product) {
    parts.push(product(message, message.around.product))
  }
  if (message.around?.offer) {
    const { text, ends } = message.around.offer
    parts.push(
      element('span', { className: 'template-place' }, element('strong', {}, `🎁 ${text}`), ends ? 'until ' + new Date(ends).toLocaleString() : ''),
    )
  }
  if (message.around?.header) {
    parts.push(element('strong', { className: 'template-header' }, message.around.header))
  }
  parts.push(message.text)
  if (message.around?.footer) {
    parts.push(element('span', { className: 'meta template-footer' }, message.around.footer))
  }
  // Of what the customer wrote it is known only that it was read.
  const status = message.mine && message.status !== 'read' ? '' : message.status
  const ticks = status === '' ? '' : ' · ' + (TICKS[status] ?? status)
  parts.push(element('span', { className: 'meta ' + status }, clock.format(new Date(message.at)) + ticks))
  if (message.mark) {
    parts.push(element('span', { className: 'meta' }, ' · ' + message.mark))
  }
  parts.push(actions(message), shopActions(message))
  if (message.around?.buttons) {
    parts.push(buttons(message, message.around.buttons))
  }
  if (message.around?.cards) {
    const cards = message.around.cards.map((card) =>
      element(
        'span',
        { className: 'template-card' },
        card.product ? product(message, card.product) : played(card.file.id, card.file.sort, card.text),
        card.text,
        buttons(message, card.buttons ?? []),
      ),
    )
    parts.push(element('span', { className: 'template-cards', tabIndex: 0, role: 'group', ariaLabel: 'Cards' }, ...cards))
  }
  return element('div', { className: 'bubble ' + (message.mine ? 'mine' : 'theirs') }, ...parts)
}

const buttons = (message, all) => element('span', { className: 'template-buttons' }, ...all.map((button) => offered(message, button)))

/** A product of the shop's catalogue, which a tap orders. */
function product(message, { number, name, price, picture }) {
  return element(
    'span',
    { className: 'template-product' },
    element('img', { src: picture, alt: '' }),
    element('span', {}, element('strong', {}, name), ` ${price}`),
    element(
      'button',
      { type: 'button', ariaLabel: `Order ${name}`, onclick: () => deed({ act: 'order', target: message.id, text: number }) },
      '🛒',
    ),
  )
}

/** The products that a button opens. */
function opened(message, { label, product: first, sections }) {
  return element(
    'details',
    {},
    element('summary', {}, `▤ ${label}`),
    ...sections.flatMap(({ title, items }) => [element('strong', {}, title), ...items.map((each) => product(message, each))]),
    ...(sections.length === 0 && first ? [product(message, first)] : []),
  )
}

/** A button of a template: an answer to tap, a page, a form, products, a number, a code. */
function offered(message, button) {
  if (button.sections) {
    return opened(message, button)
  }
  if (button.url) {
    return element('a', { href: button.url, target: '_blank', rel: 'noreferrer' }, '↗ ' + button.label)
  }
  if (button.form) {
    return element(
      'button',
      { type: 'button', onclick: () => deed({ act: 'form', target: message.id, text: button.form }) },
      '▤ ' + button.label,
    )
  }
  if (button.sort !== 'QUICK_REPLY') {
    return element('span', { className: 'quiet' }, button.code ? `${button.label}: ${button.code}` : button.label)
  }
  return element(
    'button',
    { type: 'button', onclick: () => deed({ act: 'tap', target: message.id, text: button.label, payload: button.payload }) },
    button.label,
  )
}

const button = (label, name, done) => element('button', { type: 'button', title: name, ariaLabel: name, onclick: done }, label)

/** What the shop can do with one message in its phone app. */
function shopActions(message) {
  const act = (what, text) => deed({ act: 'shop-' + what, target: message.id, text })
  return element(
    'span',
    { className: 'meta' },
    'In the shop\u2019s phone app: ',
    ...(message.mine
      ? [button('🙏', 'React 🙏 in the shop\u2019s phone app', () => act('react', message.mark === '🙏' ? '' : '🙏'))]
      : [
          button('✎', 'Edit in the shop\u2019s phone app to what stands below', () =>
            act('edit', byId('text').value.trim() || message.text + ' (sorry)'),
          ),
          button('🗑', 'Delete in the shop\u2019s phone app', () => act('delete', '')),
        ]),
  )
}

/** What a customer can do with one message. */
function actions(message) {
  const act = (what, text) => deed({ act: what, target: message.id, text })
  const words = byId('text').value.trim()
  return element(
    'span',
    { className: 'meta' },
    ...['👍', '❤️'].map((emoji) => button(emoji, 'React ' + emoji, () => act('react', message.mark === emoji ? '' : emoji))),
    button('↩', 'Answer with what stands below', () => act('answer', byId('text').value.trim() || words || 'Yes')),
    ...(message.mine
      ? [
          button('✎', 'Edit to what stands below', () => act('edit', byId('text').value.trim() || message.text + ' (sorry)')),
          button('🗑', 'Delete', () => act('delete', '')),
        ]
      : [button('▢', 'Tap a button that says what stands below', () => act('tap', byId('text').value.trim() || 'Yes'))]),
  )
}

async function deed(what) {
  const path = what.act === 'card' ? 'cards' : 'acts'
  await call('POST', `customers/${encodeURIComponent(chosen)}/${path}`, { business: byId('business').value, ...what })
  byId('text').value = ''
  await refresh()
}

for (const button of document.querySelectorAll('[data-act]')) {
  button.addEventListener('click', () => deed({ act: button.dataset.act }))
}

byId('shop').addEventListener('click', () => deed({ act: 'shop', text: byId('text').value.trim() || 'Coming right up!' }))

function drawOptions() {
  byId('twice').checked = state.options.twice
  byId('out-of-order').checked = state.options.outOfOrder
  const select = byId('business')
  if (select.options.length !== state.businesses.length) {
    select.replaceChildren(
      ...state.businesses.map((business) => element('option', { value: business.id }, `${business.name} ${business.number}`)),
    )
  }
}

function choose(id) {
  chosen = id
  shown = ''
  history.replaceState(null, '', id ? '?customer=' + encodeURIComponent(id) : location.pathname)
  draw()
  if (id) {
    byId('text').focus()
  }
}

function draw() {
  drawCustomers()
  drawChat()
  drawOptions()
}

async function send(file) {
  const text = byId('text').value
  if (!file && !text.trim()) {
    return
  }
  const business = byId('business').value
  let body = { text, business }
  if (file) {
    body = new FormData()
    body.append('text', text)
    body.append('business', business)
    body.append('as', byId('as').value)
    body.append('file', file)
  }
  await call('POST', `customers/${encodeURIComponent(chosen)}/messages`, body)
  byId('text').value = ''
  byId('file').value = ''
  await refresh()
}

byId('compose').addEventListener('submit', (event) => {
  event.preventDefault()
  send()
})
byId('text').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    send()
  }
})
byId('file').addEventListener('change', (event) => {
  if (event.target.files[0]) {
    send(event.target.files[0])
  }
})
byId('add-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const response = await call('POST', 'customers', {
    name: byId('name').value,
    number: byId('number').value,
    hidesNumber: byId('hides-number').checked,
  })
  event.target.reset()
  byId('add').open = false
  const { id } = await response.json()
  await refresh()
  choose(id)
})
byId('back').addEventListener('click', () => choose(null))
byId('off').addEventListener('change', (event) => change({ off: event.target.checked }))
byId('trouble').addEventListener('change', (event) => change({ nextTrouble: event.target.value || null }))
for (const id of ['twice', 'out-of-order']) {
  byId(id).addEventListener('change', () =>
    call('PUT', 'options', { twice: byId('twice').checked, outOfOrder: byId('out-of-order').checked }),
  )
}

async function change(what) {
  await call('PUT', 'customers/' + encodeURIComponent(chosen), what)
  await refresh()
}

async function refresh() {
  const response = await call('GET', 'state?since=' + state.revision)
  if (response.status === 200) {
    state = await response.json()
    draw()
  }
}

async function drawTemplates() {
  const templates = await (await call('GET', 'templates')).json()
  const before = byId('template').value
  byId('template').replaceChildren(
    ...templates.map((each) =>
      element('option', { value: each.id }, `${each.name} · ${each.language} · ${each.status.toLowerCase()}, ${each.quality.toLowerCase()}`),
    ),
  )
  if (before) {
    byId('template').value = before
  }
}

byId('meta').addEventListener('toggle', drawTemplates)
byId('change-template').addEventListener('click', async () => {
  const wish = byId('template-status').value
  const rates = wish === 'GREEN' || wish === 'RED'
  await call('PUT', 'templates/' + byId('template').value, rates ? { quality: wish } : { status: wish })
  await drawTemplates()
})
byId('token').addEventListener('change', () => call('PUT', 'token', { state: byId('token').value }))
byId('flag-number').addEventListener('click', () =>
  call('POST', 'news', { field: 'phone_number_quality_update', value: { event: 'FLAGGED', current_limit: 'TIER_250' } }),
)
byId('restrict-account').addEventListener('click', () =>
  call('POST', 'news', {
    field: 'account_update',
    value: { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }] },
  }),
)

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
