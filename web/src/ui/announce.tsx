import { useSyncExternalStore } from 'react'

let announcement = ''
const listeners = new Set<() => void>()

/** Tells people who do not see the screen what just changed on it, when they are ready to hear. */
export function announce(text: string) {
  // The same words again are only spoken when the text differs.
  announcement = text === announcement ? `${text}\u00A0` : text
  for (const listener of listeners) listener()
}

/** Where announcements are read from; one for the whole app. */
export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => announcement,
  )
  return (
    <div className="visually-hidden" role="log" aria-live="polite">
      {text}
    </div>
  )
}
