import { useEffect, useRef } from 'react'
import type { ChatSettings } from '../../api/types'
import { ChatView } from '../../widget/view'
import type { SiteLanguage } from './site-sections'

type ChatPreviewProps = { readonly chat: ChatSettings; readonly language: SiteLanguage }

/** The chat as visitors will see it: the same program, with nothing behind it. */
export function ChatPreview({ chat, language }: ChatPreviewProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<ChatView | null>(null)
  useEffect(() => {
    if (place.current === null || view.current !== null) return
    const host = document.createElement('div')
    place.current.append(host)
    view.current = new ChatView(
      host,
      {
        onShow: () => undefined,
        onWrite: () => undefined,
        onTyped: () => undefined,
        onStore: (file) => Promise.resolve({ upload: '', name: file.name, type: file.type, size: file.size }),
        onIntroduce: () => Promise.resolve(),
        onAgain: () => undefined,
      },
      true,
    )
  }, [])
  useEffect(() => {
    const words = chat.texts.find((each) => each.language === language) ?? chat.texts[0]
    view.current?.render({
      look: {
        language,
        accent: chat.accent,
        ink: inkOn(chat.accent),
        title: words?.title ?? chat.name,
        greeting: words?.greeting ?? '',
        away: words?.away ?? '',
        open: true,
        byMail: chat.mail !== null,
        asksName: chat.asksName,
        asksEmail: chat.asksEmail,
        maxCharacters: 4000,
        maxFileBytes: 0,
      },
      chat: { begun: false, messages: [] },
      waiting: [],
      name: null,
      email: null,
      answered: false,
      trouble: null,
      live: false,
    })
  }, [chat, language])
  return <div ref={place} className="site-preview" />
}

/** Black or white, whichever reads better on a colour (WCAG 2.2, relative luminance). */
export function inkOn(accent: string): string {
  const parts = [1, 3, 5].map((at) => {
    const share = Number.parseInt(accent.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0)
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000'
}
