import type { ChatState } from './conversation'
import { initials, linked, make, picture } from './dom'
import type { ChatLook, FileShown, Message, Upload } from './portal'
import { dress } from './style'
import { filled, type Words, wordsOf } from './words'

/** What a person does with the chat. */
export type Deeds = {
  readonly onShow: (open: boolean) => void
  readonly onWrite: (text: string, files: readonly Upload[]) => void
  readonly onTyped: () => void
  readonly onStore: (file: File) => Promise<Upload>
  readonly onIntroduce: (about: { name?: string; email?: string }) => Promise<void>
  readonly onAgain: () => void
}

const paths = {
  chat: 'M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-8-6 16-3-7-7-1z',
  clip: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5',
}

/** The chat as a person sees it, in a shadow root of its own. */
export class ChatView {
  private readonly root: ShadowRoot
  private readonly frame = make('div', { class: 'frame' })
  private readonly launcher = make('button', { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog' })
  private readonly panel = make('section', { class: 'panel', role: 'dialog', tabindex: '-1', hidden: '' })
  private readonly title = make('h2', { id: 'title' })
  private readonly status = make('p')
  private readonly close = make('button', { type: 'button' }, picture(paths.close))
  private readonly first = make('form', { class: 'first', novalidate: '' })
  private readonly log = make('div', { class: 'log', role: 'log', tabindex: '0' })
  private readonly greeting = make('p', { class: 'greeting' })
  private readonly list = make('ol')
  private readonly types = make('p', { class: 'types', role: 'status' })
  private readonly note = make('p', { class: 'note', role: 'alert', hidden: '' })
  private readonly row = make('form', { class: 'row', novalidate: '', hidden: '' })
  private readonly chosen = make('div', { class: 'chosen' })
  private readonly form = make('form', { class: 'write' })
  private readonly field = make('textarea', { rows: '1', id: 'field' })
  private readonly fieldName = make('label', { for: 'field', class: 'away' })
  private readonly picker = make('input', { type: 'file', multiple: '', hidden: '' })
  private readonly clip = make('button', { type: 'button', class: 'tool' }, picture(paths.clip))
  private readonly send = make('button', { class: 'tool send' }, picture(paths.send))
  /** Says to a screen reader what came while the chat is closed. */
  private readonly herald = make('div', { class: 'away', 'aria-live': 'polite' })
  private readonly shown = new Map<string, HTMLElement>()
  private words: Words = wordsOf('en')
  private look: ChatLook | null = null
  private files: Upload[] = []
  private opened = false
  private announced = ''
  private madeFor = ''

  constructor(
    host: HTMLElement,
    private readonly deeds: Deeds,
    private readonly inline = false,
  ) {
    this.root = host.attachShadow({ mode: 'open' })
    dress(this.root)
    this.panel.setAttribute('aria-labelledby', 'title')
    const words = make('div', {}, this.title, this.status)
    const head = make('header', { class: 'head' }, words, ...(inline ? [] : [this.close]))
    this.log.append(this.greeting, this.list)
    this.form.append(this.clip, this.fieldName, this.field, this.send, this.picker)
    this.panel.append(head, this.first, this.log, this.types, this.note, this.row, this.chosen, this.form)
    this.frame.append(this.panel, this.launcher, this.herald)
    this.frame.hidden = true
    if (inline) {
      this.frame.classList.add('inline')
      this.launcher.hidden = true
      this.panel.hidden = false
    }
    this.root.append(this.frame)
    this.listen()
  }

  private listen() {
    this.launcher.addEventListener('click', () => this.show(!this.opened))
    this.close.addEventListener('click', () => this.show(false))
    this.panel.addEventListener('keydown', (event) => this.onKey(event))
    this.field.addEventListener('input', () => {
      this.grow()
      this.deeds.onTyped()
    })
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault()
        this.submit()
      }
    })
    this.form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.submit()
    })
    this.clip.addEventListener('click', () => this.picker.click())
    this.picker.addEventListener('change', () => {
      const picked = [...(this.picker.files ?? [])]
      this.picker.value = ''
      for (const file of picked) void this.attach(file)
    })
    this.first.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.introduce(this.first)
    })
    this.row.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.introduce(this.row)
    })
  }

  show(open: boolean) {
    if (this.inline || open === this.opened) return
    this.opened = open
    this.panel.hidden = !open
    this.frame.classList.toggle('opened', open)
    this.launcher.setAttribute('aria-expanded', String(open))
    this.deeds.onShow(open)
    if (open) {
      this.toEnd()
      const input = this.first.hidden ? this.field : this.first.querySelector('input')
      ;(input ?? this.panel).focus()
    } else this.launcher.focus()
  }

  /** Focus stays within the open chat; Escape closes it. */
  private onKey(event: KeyboardEvent) {
    if (this.inline) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.show(false)
    }
    if (event.key !== 'Tab') return
    const stops = [...this.panel.querySelectorAll<HTMLElement>('button,a[href],textarea,input:not([type=file]),[tabindex="0"]')].filter(
      (stop) => stop.closest('[hidden]') === null && !(stop as HTMLButtonElement).disabled,
    )
    const last = stops.at(-1)
    const edge = event.shiftKey ? stops[0] : last
    const at = this.root.activeElement
    if (at === edge || at === this.panel) {
      event.preventDefault()
      ;(event.shiftKey ? last : stops[0])?.focus()
    }
  }

  render(state: ChatState) {
    const { look } = state
    if (look === null) return
    if (this.look !== look) this.dressUp(look)
    this.look = look
    this.frame.hidden = false
    const asks = !state.answered && (look.asksName !== 'not' || look.asksEmail !== 'not')
    this.askFirst(asks, look)
    for (const part of [this.log, this.types, this.form]) part.hidden = asks
    this.messages(state)
    this.types.textContent = state.chat.typing === undefined ? '' : filled(this.words.types, { name: state.chat.typing })
    this.say(state.trouble === null ? null : state.trouble === 'offline' ? this.words.offline : this.words.tooOften)
    this.askEmail(state, asks)
    this.count(state)
  }

  private dressUp(look: ChatLook) {
    this.words = wordsOf(look.language)
    const host = this.root.host as HTMLElement
    host.lang = look.language
    host.style.setProperty('--accent', look.accent)
    host.style.setProperty('--ink', look.ink)
    this.title.textContent = look.title
    this.status.textContent = look.open ? this.words.here : this.words.away
    this.greeting.textContent = (look.open ? look.greeting : look.away) ?? ''
    this.close.setAttribute('aria-label', this.words.close)
    this.log.setAttribute('aria-label', this.words.messages)
    this.fieldName.textContent = this.words.write
    this.field.placeholder = this.words.write
    this.clip.setAttribute('aria-label', this.words.attach)
    this.send.setAttribute('aria-label', this.words.send)
    if (this.launcher.firstChild === null) this.launcher.append(picture(paths.chat))
    this.launcher.setAttribute('aria-expanded', String(this.opened))
  }

  private askFirst(asks: boolean, look: ChatLook) {
    this.first.hidden = !asks
    const shape = `${look.language} ${look.asksName} ${look.asksEmail} ${look.open}`
    if (!asks || shape === this.madeFor) return
    this.madeFor = shape
    this.first.replaceChildren(
      make('p', { class: 'greeting' }, (look.open ? look.greeting : look.away) ?? ''),
      make('h3', {}, this.words.askedFirst),
      ...(look.asksName === 'not' ? [] : [this.question('name', look.asksName === 'required')]),
      ...(look.asksEmail === 'not' ? [] : [this.question('email', look.asksEmail === 'required')]),
      make('button', { class: 'go' }, this.words.start),
    )
  }

  private question(name: 'name' | 'email', required: boolean) {
    const label = make('label', { for: `ask-${name}` }, this.words[name])
    if (!required) label.append(make('span', { class: 'soft' }, ` (${this.words.optional})`))
    const input = make('input', {
      id: `ask-${name}`,
      name,
      type: name === 'email' ? 'email' : 'text',
      autocomplete: name,
      maxlength: '200',
      ...(required && { 'aria-required': 'true' }),
    })
    const children: Node[] = [label, input]
    if (name === 'email') children.push(make('p', { class: 'soft' }, this.words.emailWhy))
    return make('div', {}, ...children)
  }

  private async introduce(form: HTMLFormElement) {
    const about: { name?: string; email?: string } = {}
    form.querySelectorAll('.fault').forEach((fault) => fault.remove())
    let wrong: HTMLInputElement | null = null
    for (const input of form.querySelectorAll('input')) {
      const value = input.value.trim()
      const isEmail = input.name === 'email'
      const fault =
        value === '' ? input.getAttribute('aria-required') === 'true' : isEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value)
      input.setAttribute('aria-invalid', String(fault))
      if (fault) {
        input.after(make('p', { class: 'fault', role: 'alert' }, isEmail ? this.words.emailWrong : this.words.nameMissing))
        wrong ??= input
      } else if (value !== '') about[isEmail ? 'email' : 'name'] = value
    }
    if (wrong !== null) {
      wrong.focus()
      return
    }
    try {
      await this.deeds.onIntroduce(about)
      this.field.focus()
    } catch {
      this.say(this.words.offline)
    }
  }

  /** Who did not say where they can be reached may say so later. */
  private askEmail(state: ChatState, asks: boolean) {
    const may = !asks && state.chat.begun && state.look?.byMail === true
    this.row.hidden = !may
    const shape = state.email === null ? 'ask' : `done ${state.email}`
    if (!may || this.row.dataset.shape === shape) return
    this.row.dataset.shape = shape
    if (state.email !== null) {
      this.row.replaceChildren(make('p', { class: 'soft' }, filled(this.words.byMailDone, { email: state.email })))
      return
    }
    const open = make('button', { type: 'button', class: 'row-link' }, this.words.byMail)
    open.addEventListener('click', () => {
      const question = this.question('email', true)
      this.row.replaceChildren(question, make('button', { class: 'go' }, this.words.save))
      question.querySelector('input')?.focus()
    })
    this.row.replaceChildren(open)
  }

  private messages(state: ChatState) {
    const arrived = new Set(state.chat.messages.map((message) => message.sentAs))
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80
    const before = this.shown.size
    const keys = new Set<string>()
    const newestMine = state.chat.messages.findLast((message) => message.mine)?.id
    for (const message of state.chat.messages) {
      const key = message.sentAs ?? message.id
      keys.add(key)
      this.put(key, message, message.id === newestMine && state.waiting.length === 0 ? this.words.sent : '')
    }
    for (const waiting of state.waiting) {
      if (arrived.has(waiting.id)) continue
      keys.add(waiting.id)
      const files = waiting.files.map((file) => ({ ...file, url: '' }))
      const failed = waiting.stuck || state.trouble === 'offline'
      this.put(
        waiting.id,
        { id: waiting.id, at: waiting.at, mine: true, text: waiting.text, files },
        failed ? this.words.failed : this.words.sending,
        failed,
      )
    }
    for (const [key, element] of this.shown) {
      if (keys.has(key)) continue
      element.remove()
      this.shown.delete(key)
    }
    if (this.shown.size !== before && (atEnd || before === 0)) this.toEnd()
  }

  /** Puts a message where it belongs; one that is there already only changes its state. */
  private put(key: string, message: Message, state: string, failed = false) {
    let element = this.shown.get(key)
    if (element === undefined) {
      element = this.message(message)
      this.shown.set(key, element)
    }
    if (element !== this.list.children[[...this.shown.keys()].indexOf(key)]) this.list.append(element)
    this.renewLinks(element, message.files)
    const line = element.querySelector('.state')
    const wanted = `${state} ${String(failed)}`
    if (!(line instanceof HTMLElement) || line.dataset.is === wanted) return
    line.dataset.is = wanted
    line.classList.toggle('wrong', failed)
    line.replaceChildren(state)
    if (failed) {
      const again = make('button', { type: 'button' }, this.words.again)
      again.addEventListener('click', () => this.deeds.onAgain())
      line.append(' ', again)
    }
  }

  private message(message: Message) {
    const who = message.mine ? this.words.you : (message.agent ?? this.words.team)
    const bubble = make('div', { class: 'bubble' })
    if (message.text !== '') bubble.append(make('p', {}, ...linked(message.text)))
    for (const file of message.files) bubble.append(this.file(file))
    const time = new Date(message.at).toLocaleTimeString(this.look?.language, { hour: '2-digit', minute: '2-digit' })
    const words = make('div', {}, make('span', { class: 'who' }, `${who}, ${time}`), bubble)
    if (message.mine) words.append(make('span', { class: 'state' }))
    const element = make('li', { class: message.mine ? 'message mine' : 'message' })
    if (!message.mine) element.append(face(who, message.photo))
    element.append(words)
    return element
  }

  private file(file: FileShown) {
    return file.url === ''
      ? make('span', { class: 'file' }, picture(paths.file), file.name)
      : make('a', { class: 'file', href: file.url, target: '_blank', rel: 'noopener noreferrer' }, picture(paths.file), file.name)
  }

  /** Links to files are good for some minutes; each look at the chat brings new ones. */
  private renewLinks(element: HTMLElement, files: readonly FileShown[]) {
    const shown = element.querySelectorAll('.file')
    for (const [index, file] of files.entries()) {
      const at = shown[index]
      if (at instanceof HTMLAnchorElement) at.href = file.url
      else if (at !== undefined && file.url !== '') at.replaceWith(this.file(file))
    }
  }

  private toEnd() {
    this.log.scrollTop = this.log.scrollHeight
  }

  private count(state: ChatState) {
    const readUpTo = state.chat.readUpTo ?? ''
    const unread = state.chat.messages.filter((message) => !message.mine && message.id > readUpTo)
    const count = this.opened ? 0 : unread.length
    this.launcher.querySelector('.badge')?.remove()
    if (count > 0) this.launcher.append(make('span', { class: 'badge', 'aria-hidden': 'true' }, String(Math.min(count, 99))))
    this.launcher.setAttribute('aria-label', count > 0 ? filled(this.words.openUnread, { count }) : this.words.open)
    const newest = unread.at(-1)
    if (count > 0 && newest !== undefined && newest.id > this.announced) {
      this.announced = newest.id
      const name = newest.agent ?? this.words.team
      this.herald.textContent = filled(this.words.newFrom, { name, text: newest.text.slice(0, 200) })
    }
  }

  private say(sentence: string | null) {
    if (this.note.textContent === (sentence ?? '')) return
    this.note.textContent = sentence ?? ''
    this.note.hidden = sentence === null
  }

  private submit() {
    const text = this.field.value.trim()
    if (text === '' && this.files.length === 0) {
      this.field.focus()
      return
    }
    const most = this.look?.maxCharacters ?? 4000
    if (Array.from(text).length > most) {
      this.say(filled(this.words.tooLong, { count: most }))
      return
    }
    this.say(null)
    this.deeds.onWrite(text, this.files)
    this.files = []
    this.field.value = ''
    this.grow()
    this.chosen.replaceChildren()
    this.toEnd()
    this.field.focus()
  }

  private async attach(file: File) {
    const most = this.look?.maxFileBytes ?? 0
    if (file.size > most) {
      this.say(filled(this.words.fileTooLarge, { name: file.name, size: Math.floor(most / 1024 / 1024) }))
      return
    }
    const chip = make('span', { class: 'chip' }, file.name, ' …')
    this.chosen.append(chip)
    try {
      const upload = await this.deeds.onStore(file)
      this.files = [...this.files, upload]
      const remove = make('button', { type: 'button', 'aria-label': filled(this.words.remove, { name: file.name }) }, '×')
      remove.addEventListener('click', () => {
        this.files = this.files.filter((each) => each !== upload)
        chip.remove()
        this.field.focus()
      })
      chip.replaceChildren(file.name, remove)
    } catch {
      chip.remove()
      this.say(filled(this.words.fileFailed, { name: file.name }))
    }
  }

  private grow() {
    this.field.style.blockSize = 'auto'
    this.field.style.blockSize = `${this.field.scrollHeight + 2}px`
  }
}

/** Who wrote, as their picture; as initials where there is none, or the site lets none of ours in. */
function face(who: string, photo: string | undefined): HTMLElement {
  const made = make('span', { class: 'face', 'aria-hidden': 'true' }, initials(who))
  if (photo !== undefined) {
    const shown = make('img', { src: photo, alt: '' })
    shown.addEventListener('error', () => shown.remove())
    made.append(shown)
  }
  return made
}
