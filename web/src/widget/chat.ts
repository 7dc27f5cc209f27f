import { Conversation } from './conversation'
import type { User } from './portal'
import { ChatView } from './view'

/** What the site says in its script tag. */
export type Embedding = {
  readonly origin: string
  readonly chat: string
  readonly language: string
  readonly user: User | null
}

/** Reads a script tag: `data-chat`, and as a site likes `data-language`, `data-user` and `data-user-signature`. */
export function embedding(script: HTMLScriptElement): Embedding | null {
  const { chat, language, user, userSignature } = script.dataset
  if (chat === undefined || chat === '') return null
  return {
    origin: new URL(script.src).origin,
    chat,
    language: language ?? (document.documentElement.lang || navigator.language),
    user: user !== undefined && userSignature !== undefined ? { id: user, signature: userSignature } : null,
  }
}

/** Puts a chat into the page. */
export function embed({ origin, chat, language, user }: Embedding): Conversation {
  const host = document.createElement('div')
  host.dataset.relaisChat = chat
  const view = new ChatView(host, {
    onShow: (open) => conversation.show(open),
    onWrite: (text, files) => conversation.write(text, files),
    onTyped: () => conversation.typed(),
    onStore: (file) => conversation.store(file),
    onIntroduce: (about) => conversation.introduce(about),
    onAgain: () => conversation.again(),
  })
  const conversation = new Conversation(origin, chat, language, user, (state) => view.render(state))
  document.body.append(host)
  void conversation.start()
  return conversation
}
