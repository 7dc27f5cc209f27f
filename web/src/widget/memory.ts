import type { Upload } from './portal'

/** A message that has not certainly arrived. It keeps its name, so that sending it again doubles nothing. */
export type Waiting = {
  readonly id: string
  readonly text: string
  readonly files: readonly Upload[]
  readonly at: string
}

/** What a browser keeps of a chat, in the site's own storage. */
export type Kept = {
  readonly token: string | null
  /** Whom the site vouched for when the token was given; null for nobody. */
  readonly user: string | null
  readonly answered: boolean
  readonly waiting: readonly Waiting[]
}

export const nothing: Kept = { token: null, user: null, answered: false, waiting: [] }

/** Keeps it over page loads. Where a browser keeps nothing, the chat lasts as long as the page. */
export class Memory {
  private kept: Kept = nothing
  private storing = true

  constructor(private readonly chat: string) {}

  /** Read each time: another page of the site may have changed it. */
  get now(): Kept {
    if (this.storing) this.kept = this.load()
    return this.kept
  }

  keep(change: Partial<Kept>) {
    this.kept = { ...this.now, ...change }
    try {
      localStorage.setItem(this.key, JSON.stringify(this.kept))
    } catch {
      // Full, or switched off.
      this.storing = false
    }
  }

  private get key() {
    return `relais-chat-${this.chat}`
  }

  private load(): Kept {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? 'null') as Partial<Kept> | null
      return kept === null || !Array.isArray(kept.waiting) || kept.user === undefined ? nothing : { ...nothing, ...kept }
    } catch {
      return this.kept
    }
  }
}
