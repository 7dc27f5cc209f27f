import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, createElement, Fragment, type ReactNode, use, useEffect, useState } from 'react'
import { type Language, usePreferences } from '../preferences/preferences'
import type englishCatalogue from './en.json'

export type MessageKey = keyof typeof englishCatalogue
export type Catalogue = Readonly<Record<MessageKey, string>>
type Value = string | number | boolean | Date | null | undefined
type RichValue = Value | ReactNode | ((parts: ReactNode[]) => ReactNode)

/** The app's words in one language. */
export type Texts = {
  readonly language: Language
  /** One text, with its values filled in. */
  readonly t: (key: MessageKey, values?: Record<string, Value>) => string
  /** Whether there is such a text: for what comes by a code. */
  readonly has: (key: string) => key is MessageKey
  /** One text with elements in it. */
  readonly rich: (key: MessageKey, values: Record<string, RichValue>) => ReactNode
}

const catalogues: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('./en.json'),
  fr: () => import('./fr.json'),
  it: () => import('./it.json'),
  nl: () => import('./nl.json'),
}

/** The words of a language; compiled messages are kept, since lists use the same few. */
export function textsOf(language: Language, catalogue: Catalogue): Texts {
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const messageOf = (key: MessageKey) => {
    let message = compiled.get(key)
    if (message === undefined) {
      message = new IntlMessageFormat(catalogue[key], language)
      compiled.set(key, message)
    }
    return message
  }
  return {
    language,
    t: (key, values) => {
      const text = messageOf(key).format(values)
      return Array.isArray(text) ? text.join('') : String(text)
    },
    has: (key): key is MessageKey => key in catalogue,
    rich: (key, values) => {
      const parts = messageOf(key).format<ReactNode>(values as never)
      // One child after the other: an array would want a key on each.
      return Array.isArray(parts) ? createElement(Fragment, null, ...parts) : parts
    },
  }
}

const TextsContext = createContext<Texts | null>(null)

/** Gives the words of the chosen language to everything inside; keeps the old ones while loading. */
export function TextsProvider({ children }: { readonly children: ReactNode }) {
  const { language } = usePreferences()
  const [texts, setTexts] = useState<Texts | null>(null)
  useEffect(() => {
    let wanted = true
    void catalogues[language]().then((catalogue) => {
      if (!wanted) return
      document.documentElement.lang = language
      setTexts(textsOf(language, catalogue.default))
    })
    return () => {
      wanted = false
    }
  }, [language])
  if (texts === null) return null
  return <TextsContext value={texts}>{children}</TextsContext>
}

export function GivenTexts({ texts, children }: { readonly texts: Texts; readonly children: ReactNode }) {
  return <TextsContext value={texts}>{children}</TextsContext>
}

/** The words of the app; only inside TextsProvider. */
export function useTexts(): Texts {
  const texts = use(TextsContext)
  if (texts === null) throw new Error('useTexts needs a TextsProvider around it')
  return texts
}
