/** What the chat asks of the portal, and what it is told. */
export type ChatLook = {
  readonly language: string
  readonly accent: string
  readonly ink: string
  readonly title: string
  readonly greeting?: string
  readonly away?: string
  readonly open: boolean
  readonly byMail: boolean
  readonly asksName: Asked
  readonly asksEmail: Asked
  readonly maxCharacters: number
  readonly maxFileBytes: number
}

export type Asked = 'not' | 'optional' | 'required'

export type FileShown = { readonly name: string; readonly type: string; readonly size: number; readonly url: string }

export type Message = {
  readonly id: string
  readonly at: string
  readonly mine: boolean
  readonly sentAs?: string
  readonly agent?: string
  /** Where a picture of the agent is seen. */
  readonly photo?: string
  readonly text: string
  readonly files: readonly FileShown[]
}

export type Chat = {
  readonly begun: boolean
  readonly messages: readonly Message[]
  readonly readUpTo?: string
  readonly typing?: string
}

export type Session = {
  readonly token: string
  readonly name?: string
  readonly email?: string
}

/** A file that was stored and goes with a message. */
export type Upload = { readonly upload: string; readonly name: string; readonly type: string; readonly size: number }

/** A user whom the site vouches for. */
export type User = { readonly id: string; readonly signature: string }

/** The portal refused, by a status of HTTP; 0 when it could not be reached. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code)
  }
}

const patienceMilliseconds = 20_000

/** Speaks with the portal of one chat. */
export class Portal {
  constructor(
    private readonly origin: string,
    private readonly chat: string,
  ) {}

  look(language: string): Promise<ChatLook> {
    return this.ask<ChatLook>(`settings?language=${encodeURIComponent(language)}`, null)
  }

  session(token: string | null, said: object): Promise<Session> {
    return this.ask<Session>('session', token, said)
  }

  async messages(token: string): Promise<Chat> {
    const chat = await this.ask<Chat>('messages', token)
    return { ...chat, messages: chat.messages.map(({ photo, ...message }) => ({ ...message, ...(photo && { photo: `${this.origin}/photos/${photo}` }) })) }
  }

  write(token: string, message: { id: string; text: string; files: readonly Upload[] }): Promise<unknown> {
    return this.ask('messages', token, message)
  }

  /** What is only true now may get lost on the way. */
  async present(token: string, presence: { here: boolean; page: string; typing?: boolean }): Promise<void> {
    try {
      await this.ask('presence', token, presence, true)
    } catch {
      // The next one follows soon.
    }
  }

  read(token: string, upTo: string): Promise<unknown> {
    return this.ask('read', token, { upTo })
  }

  received(token: string, upTo: string): Promise<unknown> {
    return this.ask('received', token, { upTo })
  }

  ticket(token: string): Promise<{ ticket: string; url: string }> {
    return this.ask('ticket', token, {})
  }

  async store(token: string, file: File): Promise<Upload> {
    const type = file.type
    const place = await this.ask<{ upload: string; url: string; type: string }>('uploads', token, {
      name: file.name,
      type,
      size: file.size,
    })
    const stored = await reach(place.url, { method: 'PUT', headers: { 'content-type': place.type }, body: file })
    if (!stored.ok) throw new Refusal(stored.status, 'not-stored')
    return { upload: place.upload, name: file.name, type: type === '' ? 'application/octet-stream' : type, size: file.size }
  }

  private async ask<Answer>(what: string, token: string | null, body?: object, lasts = false): Promise<Answer> {
    const headers: Record<string, string> = {}
    if (token !== null) headers.authorization = `Bearer ${token}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    const response = await reach(`${this.origin}/chat/${encodeURIComponent(this.chat)}/${what}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      credentials: 'omit',
      keepalive: lasts,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(!lasts && { signal: AbortSignal.timeout(patienceMilliseconds) }),
    })
    const text = await response.text()
    const answer = JSON.parse(text === '' ? '{}' : text) as Answer & { code?: string }
    if (!response.ok) throw new Refusal(response.status, answer.code ?? 'refused')
    return answer
  }
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch {
    throw new Refusal(0, 'offline')
  }
}
