import { useTexts } from '../../i18n/texts'
import type { Language } from '../../preferences/preferences'
import { type AccountWords, english } from './account-texts/en'
import { french } from './account-texts/fr'
import { italian } from './account-texts/it'
import { dutch } from './account-texts/nl'

/** The words of these pages. They come with the pages, for few people ever open them. */
const words: Record<Language, AccountWords> = { en: english, fr: french, it: italian, nl: dutch }

/** Of a channel with several ways to sign in, those of the chosen one. */
function steps(all: AccountWords['before'], channel: string, login: string | undefined) {
  const word = login === 'instagram' ? 'instagramLogin' : channel
  return word in all ? all[word as keyof typeof all] : []
}

/** The words of the connection pages in the chosen language; a channel without words has none. */
export function useAccountTexts() {
  const { language } = useTexts()
  const { texts, fields, before, after } = words[language]
  const text = (key: keyof typeof texts, values: Record<string, string> = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
  return Object.assign(text, {
    /** A text whose name ends in a provider's word; that word itself where there is none. */
    of: (kind: string, word: string): string => {
      const key = `${kind}.${word}`
      return key in texts ? texts[key as keyof typeof texts] : word
    },
    field: (word: string): string => (word in fields ? fields[word as keyof typeof fields] : word),
    stepsBefore: (channel: string, login?: string): readonly string[] => steps(before, channel, login),
    stepsAfter: (channel: string, login?: string): readonly string[] => steps(after, channel, login),
  })
}
