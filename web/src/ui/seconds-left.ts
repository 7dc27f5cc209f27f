import { useEffect, useState } from 'react'

/** How many seconds are left until a moment, counted down while it is on the screen; never below 0. */
export function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now())
  const over = now >= until
  useEffect(() => {
    if (over) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [until, over])
  return Math.max(0, Math.ceil((until - now) / 1000))
}
