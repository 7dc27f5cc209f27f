import type { LiveEvent, LiveTicket } from '../../api/types'

/** `live`: changes arrive by themselves. `polling`: they are asked for, until the line is back. */
export type LiveState = 'connecting' | 'live' | 'polling'

type Surroundings = {
  readonly fetchTicket: () => Promise<LiveTicket>
  readonly openSocket: (address: string) => WebSocket
  readonly onEvent: (event: LiveEvent) => void
  /** Called at each change. What happened before `live` was not heard and has to be asked for. */
  readonly onState: (state: LiveState) => void
}

const pingMilliseconds = 30_000
const pongMilliseconds = 10_000
const longestPauseMilliseconds = 30_000

/** Keeps one live connection open for as long as the app runs. */
export class LiveConnection {
  private socket: WebSocket | null = null
  private failures = 0
  private opened = false
  private stopped = false
  private retry: ReturnType<typeof setTimeout> | undefined
  private ping: ReturnType<typeof setInterval> | undefined
  private pong: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly surroundings: Surroundings) {}

  start() {
    this.stopped = false
    void this.connect()
  }

  stop() {
    this.stopped = true
    clearTimeout(this.retry)
    this.drop()
  }

  /** Tries again at once, because the network came back or somebody looks at the page again. */
  hurry() {
    if (this.stopped || this.socket !== null) return
    clearTimeout(this.retry)
    void this.connect()
  }

  private async connect() {
    try {
      const { ticket, url } = await this.surroundings.fetchTicket()
      if (this.isStopped()) return
      const socket = this.surroundings.openSocket(`${url}?ticket=${encodeURIComponent(ticket)}`)
      this.socket = socket
      socket.onopen = () => this.onOpen(socket)
      socket.onmessage = (message) => this.onMessage(message)
      socket.onclose = () => this.onClose(socket)
    } catch {
      this.again()
    }
  }

  private isStopped() {
    return this.stopped
  }

  private onOpen(socket: WebSocket) {
    this.opened = true
    this.failures = 0
    this.surroundings.onState('live')
    this.ping = setInterval(() => {
      socket.send(JSON.stringify({ action: 'ping' }))
      clearTimeout(this.pong)
      // A dead line does not say so: it just stays silent.
      this.pong = setTimeout(() => this.onClose(socket), pongMilliseconds)
    }, pingMilliseconds)
  }

  private onMessage(message: MessageEvent) {
    clearTimeout(this.pong)
    for (const event of readFrame(message.data)) {
      if (event.type !== 'pong') this.surroundings.onEvent(event)
    }
  }

  private onClose(socket: WebSocket) {
    if (this.socket !== socket) return
    this.drop()
    this.again()
  }

  private drop() {
    clearInterval(this.ping)
    clearTimeout(this.pong)
    const socket = this.socket
    this.socket = null
    if (socket === null) return
    socket.onopen = null
    socket.onmessage = null
    socket.onclose = null
    socket.close()
  }

  private again() {
    if (this.stopped) return
    this.failures += 1
    this.surroundings.onState(this.failures === 1 && this.opened ? 'connecting' : 'polling')
    clearTimeout(this.retry)
    this.retry = setTimeout(() => void this.connect(), pauseAfter(this.failures, Math.random()))
  }
}

/** Twice as long after each failure, up to half a minute, and not all browsers at once. */
export function pauseAfter(failures: number, chance: number): number {
  const full = Math.min(longestPauseMilliseconds, 500 * 2 ** failures)
  return full / 2 + (full / 2) * chance
}

/** Reads what one frame tells: several updates, or an answer to our ping. Nothing when this app does not know it. */
export function readFrame(text: unknown): readonly LiveEvent[] {
  if (typeof text !== 'string') return []
  try {
    const frame = JSON.parse(text) as LiveEvent | { updates: LiveEvent[] }
    const events = 'updates' in frame ? frame.updates : [frame]
    return events.filter((event) => typeof event.type === 'string')
  } catch {
    return []
  }
}
