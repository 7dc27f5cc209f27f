// Lists what left and shows one mail at a time.

const byId = (id) => document.getElementById(id)
const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const BLOCK_REMOTE = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:">'

let chosen = new URLSearchParams(location.search).get('mail')
let listed = ''

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

async function get(path) {
  const response = await fetch('/outbox/api/' + path)
  if (!response.ok) {
    throw new Error(path + ' answered ' + response.status)
  }
  return response.json()
}

function drawList(mails) {
  const content = JSON.stringify([chosen, mails])
  if (content === listed) {
    return
  }
  listed = content
  const focused = document.activeElement?.dataset?.mail
  byId('mails').replaceChildren(
    ...mails.map((mail) => {
      const button = element(
        'button',
        { type: 'button', onclick: () => choose(mail.id) },
        element(
          'span',
          { className: 'first-line' },
          element('strong', { className: 'cut' }, mail.to.join(', ')),
          element('span', { className: 'quiet' }, mail.events.at(-1) ?? 'Accepted'),
        ),
        element('span', { className: 'cut' }, mail.subject || 'No subject'),
        element('span', { className: 'quiet' }, when.format(new Date(mail.at))),
      )
      button.dataset.mail = mail.id
      button.setAttribute('aria-current', String(mail.id === chosen))
      return element('li', {}, button)
    }),
  )
  if (focused) {
    document.querySelector(`[data-mail="${CSS.escape(focused)}"]`)?.focus()
  }
}

async function drawMail() {
  byId('mail').hidden = !chosen
  byId('empty').hidden = Boolean(chosen)
  byId('panes').classList.toggle('showing', Boolean(chosen))
  if (!chosen) {
    return
  }
  const mail = await get('messages/' + encodeURIComponent(chosen))
  byId('subject').textContent = mail.subject || 'No subject'
  const facts = {
    From: mail.from,
    To: mail.to.join(', '),
    Sent: when.format(new Date(mail.at)),
    Events: mail.events.join(' → ') || 'Accepted',
    Files: mail.files.map((file) => `${file.name} (${file.size} bytes)`).join(', '),
  }
  byId('facts').replaceChildren(
    ...Object.entries(facts)
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  )
  byId('html').hidden = !mail.html
  byId('html').srcdoc = mail.html ? BLOCK_REMOTE + mail.html : ''
  byId('text').textContent = mail.text
  byId('text-part').open = !mail.html
  byId('headers').textContent = mail.headers.map((header) => `${header.name}: ${header.value}`).join('\n')
  byId('raw').href = `/outbox/api/messages/${encodeURIComponent(chosen)}/raw`
}

function choose(id) {
  chosen = id
  history.replaceState(null, '', id ? '?mail=' + encodeURIComponent(id) : location.pathname)
  refresh()
  drawMail()
}

async function refresh() {
  const { items } = await get('messages')
  drawList(items)
}

async function keepFresh() {
  try {
    await refresh()
    byId('said').textContent = ''
  } catch {
    byId('said').textContent = 'The outbox does not answer. Is Relais running?'
  }
  setTimeout(keepFresh, 2000)
}

byId('back').addEventListener('click', () => choose(null))
keepFresh()
drawMail()
