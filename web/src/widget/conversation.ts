import { type Kept, Memory, type Waiting } from './memory'
import { type Chat, type ChatLook, Portal, Refusal, type Upload, type User } from './portal'

/** What the chat shows. */
export type ChatState = {
  readonly look: ChatLook | null
  readonly chat: Chat
  readonly waiting: readonly (Waiting & { readonly stuck: boolean })[]
  readonly name: string | null
  readonly email: string | null
  readonly answered: boolean
  readonly trouble: 'offline' | 'too-often' | null
  readonly live: boolean
}

const none: Chat = { begun: false, messages: [] }
const presenceMilliseconds = 25_000
const typingMilliseconds = 3_000
const pollMilliseconds = 4_000
const slowPollMilliseconds = 30_000
const longestPauseMilliseconds = 30_000
const pingMilliseconds = 30_000

/** One visitor's chat: who they are, what was said, and the line over which more comes. */
export class Conversation {
  private readonly portal: Portal
  private readonly memory: Memory
  private look: ChatLook | null = null
  private chat: Chat = none
  private name: string | null = null
  private email: string | null = null
  private trouble: ChatState['trouble'] = null
  private open = false
  private socket: WebSocket | null = null
  private failures = 0
  private sending = false
  private lastTyped = 0
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>()
  private stopped = false

  constructor(
    origin: string,
    chat: string,
    private readonly language: string,
    private readonly user: User | null,
    private readonly onChange: (state: ChatState) => void,
  ) {
    this.portal = new Portal(origin, chat)
    this.memory = new Memory(chat)
    // Another user of the site is another visitor. What was written before signing in goes along; what somebody else
    // wrote does not.
    const before = this.memory.now
    if (before.user !== (user?.id ?? null)) {
      this.memory.keep({ token: null, user: user?.id ?? null, answered: false, waiting: before.user === null ? before.waiting : [] })
    }
  }

  async start() {
    try {
      this.look = await this.portal.look(this.language)
    } catch (error) {
      // A site that may not show the chat shows nothing; a portal that is away is asked again.
      if (error instanceof Refusal && error.status >= 400 && error.status < 500 && error.status !== 429) return
      this.later('start', longestPauseMilliseconds, () => void this.start())
      return
    }
    window.addEventListener('online', this.hurry)
    document.addEventListener('visibilitychange', this.hurry)
    window.addEventListener('pagehide', this.leave)
    this.changed()
    if (this.memory.now.token !== null || this.user !== null) await this.resume()
  }

  stop() {
    this.stopped = true
    window.removeEventListener('online', this.hurry)
    document.removeEventListener('visibilitychange', this.hurry)
    window.removeEventListener('pagehide', this.leave)
    for (const timer of this.timers.values()) clearTimeout(timer)
    this.hangUp()
  }

  /** The visitor looks at the chat, or no longer. */
  show(open: boolean) {
    this.open = open
    if (!open) return
    if (this.memory.now.token !== null) void this.resume()
    this.beat()
    void this.markRead()
  }

  /** What the visitor says about themselves before they write, or later. */
  async introduce(about: { readonly name?: string; readonly email?: string }) {
    await this.greet(about)
    this.memory.keep({ answered: true })
    this.changed()
  }

  /** Sends a message: kept first, so that nothing is lost whatever happens. */
  write(text: string, files: readonly Upload[] = []) {
    const id = crypto.randomUUID()
    const waiting = [...this.memory.now.waiting, { id, text, files, at: new Date().toISOString() }]
    this.memory.keep({ waiting, answered: true })
    this.lastTyped = 0
    this.changed()
    void this.flush()
  }

  again() {
    this.stuck.clear()
    this.trouble = null
    this.failures = 0
    void this.flush()
  }

  async store(file: File): Promise<Upload> {
    return this.portal.store(await this.token(), file)
  }

  /** A key was pressed: said at most every few seconds. */
  typed() {
    const { token } = this.memory.now
    if (token === null || !this.chat.begun || Date.now() - this.lastTyped < typingMilliseconds) return
    this.lastTyped = Date.now()
    void this.portal.present(token, { here: true, page: location.href, typing: true })
  }

  private async resume() {
    try {
      if (this.name === null && this.email === null) await this.greet({})
      await this.refresh()
      this.connect()
      void this.flush()
    } catch (error) {
      this.stumble(error)
    }
    this.poll()
  }

  private async greet(about: { readonly name?: string; readonly email?: string }) {
    const session = await this.portal.session(this.memory.now.token, {
      language: this.language,
      ...about,
      ...(this.user !== null && { user: this.user }),
    })
    this.memory.keep({ token: session.token })
    this.name = session.name ?? null
    this.email = session.email ?? null
    return session.token
  }

  private async token(): Promise<string> {
    return this.memory.now.token ?? (await this.greet({}))
  }

  private async flush() {
    if (this.sending) return
    this.sending = true
    try {
      for (const message of this.memory.now.waiting) {
        if (this.isHere(message.id)) continue
        const token = await this.token()
        try {
          await this.portal.write(token, message)
        } catch (error) {
          // A file that is gone, or a message the portal cannot read: the others go on without it.
          if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 400 && error.status !== 413)) throw error
          this.stuck.add(message.id)
        }
      }
      this.trouble = null
      this.failures = 0
      this.connect()
      this.lookSoon(0)
    } catch (error) {
      this.stumble(error)
      this.later('flush', this.pause(), () => void this.flush())
    } finally {
      this.sending = false
      this.changed()
    }
  }

  private readonly stuck = new Set<string>()

  private isHere(id: string) {
    return this.stuck.has(id) || this.chat.messages.some((message) => message.sentAs === id)
  }

  /** After a message was taken in it shows up within a second or two. */
  private lookSoon(times: number) {
    if (times > 6 || this.memory.now.waiting.every((message) => this.isHere(message.id))) return
    this.later('soon', 400 * 1.6 ** times, () => {
      void this.refresh()
        .catch((error: unknown) => this.stumble(error))
        .then(() => this.lookSoon(times + 1))
    })
  }

  private async refresh() {
    const { token } = this.memory.now
    if (token === null) return
    const before = this.chat.begun
    this.chat = await this.portal.messages(token)
    this.trouble = null
    const arrived = new Set(this.chat.messages.map((message) => message.sentAs))
    const waiting = this.memory.now.waiting.filter((message) => !arrived.has(message.id))
    if (waiting.length !== this.memory.now.waiting.length) this.memory.keep({ waiting })
    this.changed()
    if (!before && this.chat.begun) this.beat()
    void this.markRead()
    void this.markReceived()
  }

  /** Tells that what the team wrote is here, though nobody has looked at it yet. */
  private async markReceived() {
    const { token } = this.memory.now
    const newest = this.chat.messages.findLast((message) => !message.mine)
    if (token === null || newest === undefined || newest.id <= this.receivedUpTo) return
    this.receivedUpTo = newest.id
    // Who has read it has it.
    if (this.chat.readUpTo !== undefined && this.chat.readUpTo >= newest.id) return
    try {
      await this.portal.received(token, newest.id)
    } catch {
      // Said again with the next message, or when it is read.
    }
  }

  /** Ids sort by time: none is before this. */
  private receivedUpTo = ''

  private async markRead() {
    const { token } = this.memory.now
    const newest = this.chat.messages.findLast((message) => !message.mine)
    if (token === null || newest === undefined || !this.open || document.visibilityState !== 'visible') return
    if (this.chat.readUpTo !== undefined && this.chat.readUpTo >= newest.id) return
    this.chat = { ...this.chat, readUpTo: newest.id }
    this.changed()
    try {
      await this.portal.read(token, newest.id)
    } catch {
      // Said again with the next message.
    }
  }

  /** Says from time to time that the visitor is here. */
  private beat = () => {
    const { token } = this.memory.now
    if (token !== null && this.chat.begun && document.visibilityState === 'visible') {
      void this.portal.present(token, { here: true, page: location.href })
    }
    this.later('beat', presenceMilliseconds, this.beat)
  }

  private readonly leave = () => {
    const { token } = this.memory.now
    if (token !== null && this.chat.begun) void this.portal.present(token, { here: false, page: location.href })
  }

  private readonly hurry = () => {
    if (document.visibilityState !== 'visible' || this.memory.now.token === null) return
    this.failures = 0
    void this.resume()
    this.beat()
  }

  /** While the line is down the portal is asked; with a line only rarely, to be sure. */
  private poll() {
    const pause = this.socket === null && this.open ? pollMilliseconds : slowPollMilliseconds
    this.later('poll', this.trouble === null ? pause : Math.max(pause, this.pause()), () => {
      if (document.visibilityState !== 'visible') return
      void this.refresh()
        .catch((error: unknown) => this.stumble(error))
        .then(() => {
          if (this.trouble === null && this.memory.now.waiting.length > 0) void this.flush()
          this.poll()
        })
    })
  }

  private connect() {
    const { token } = this.memory.now
    if (token === null || this.socket !== null || this.stopped || this.timers.has('connect')) return
    void this.portal
      .ticket(token)
      .then(({ ticket, url }) => {
        if (this.stopped || this.socket !== null) return
        const socket = new WebSocket(`${url}?ticket=${encodeURIComponent(ticket)}`)
        this.socket = socket
        const ping = setInterval(() => socket.send('{"action":"ping"}'), pingMilliseconds)
        let opened = false
        socket.onopen = () => {
          opened = true
          this.failures = 0
          // What was said before the line stood was not heard.
          void this.refresh().catch((error: unknown) => this.stumble(error))
        }
        socket.onmessage = (frame) => {
          if (typeof frame.data === 'string' && !frame.data.includes('"pong"')) {
            void this.refresh().catch((error: unknown) => this.stumble(error))
          }
        }
        socket.onclose = () => {
          clearInterval(ping)
          if (this.socket !== socket) return
          this.socket = null
          if (!opened) this.failures += 1
          this.changed()
          this.poll()
          this.later('connect', this.pause(), () => this.connect())
        }
      })
      .catch(() => {
        this.failures += 1
        this.later('connect', this.pause(), () => this.connect())
      })
  }

  private hangUp() {
    const socket = this.socket
    this.socket = null
    socket?.close()
  }

  private stumble(error: unknown) {
    this.failures += 1
    if (!(error instanceof Refusal)) throw error
    if (error.status === 401) {
      // Too old, or of another chat: what waits is sent as somebody new.
      this.memory.keep({ token: null })
      this.chat = none
      this.hangUp()
    }
    this.trouble = error.status === 429 ? 'too-often' : error.status === 401 ? null : 'offline'
    this.changed()
  }

  private pause() {
    return Math.min(longestPauseMilliseconds, 1_000 * 2 ** Math.max(0, this.failures - 1)) * (0.5 + Math.random() / 2)
  }

  private later(name: string, milliseconds: number, run: () => void) {
    clearTimeout(this.timers.get(name))
    if (this.stopped) return
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name)
        run()
      }, milliseconds),
    )
  }

  private changed() {
    const kept: Kept = this.memory.now
    this.onChange({
      look: this.look,
      chat: this.chat,
      waiting: kept.waiting.map((message) => ({ ...message, stuck: this.stuck.has(message.id) })),
      name: this.name,
      email: this.email,
      answered: kept.answered || this.chat.begun,
      trouble: this.trouble,
      live: this.socket !== null,
    })
  }
}
