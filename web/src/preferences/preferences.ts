import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export const languages = ['en', 'fr', 'it', 'nl'] as const
export type Language = (typeof languages)[number]

/** What one person set in this browser. */
export type Preferences = {
  readonly theme: Theme
  readonly language: Language
  /** Whether single keys such as `r` are shortcuts; speech input users switch them off. */
  readonly shortcuts: boolean
  readonly contactPanel: boolean
}

const storageKey = 'relais.preferences'
const listeners = new Set<() => void>()

let current = load()

function load(): Preferences {
  const defaults: Preferences = {
    theme: 'system',
    language: preferredLanguage(navigator.languages),
    shortcuts: true,
    contactPanel: true,
  }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return { ...defaults, ...(stored as Partial<Preferences>) }
  } catch {
    return defaults
  }
}

/** The first of the browser's languages that the app speaks, English when there is none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = languages.find((known) => tag.toLowerCase().startsWith(known))
    if (language !== undefined) return language
  }
  return 'en'
}

/** Changes some preferences and remembers them. */
export function setPreferences(change: Partial<Preferences>) {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // A browser without storage keeps them until the page is closed.
  }
  for (const listener of listeners) listener()
}

export function preferences(): Preferences {
  return current
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
