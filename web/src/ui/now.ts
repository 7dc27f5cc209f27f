import { useSyncExternalStore } from 'react'

/** One clock for every relative time on the screen, so that a hundred rows need one timer. */
const tickMilliseconds = 15_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, tickMilliseconds)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The present moment in milliseconds, renewed a few times a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // While nobody listens the clock stands still: set it when somebody comes after a pause.
    if (timer === undefined && Date.now() - now > tickMilliseconds) now = Date.now()
    return now
  })
}
