/** A moment somebody may want a message to go out at. */
export type SendingTime = {
  readonly name: 'hour' | 'evening' | 'tomorrow' | 'monday'
  readonly at: Date
}

/** The usual moments, as the agent's own clock has them; those that make no sense now are left out. */
export function usualTimes(now: Date): readonly SendingTime[] {
  const times: SendingTime[] = [{ name: 'hour', at: new Date(now.getTime() + 3_600_000) }]
  const evening = at(now, 0, 18)
  // An hour before it, "in an hour" says the same.
  if (evening.getTime() - now.getTime() > 3_600_000) times.push({ name: 'evening', at: evening })
  times.push({ name: 'tomorrow', at: at(now, 1, 9) })
  const monday = at(now, (8 - now.getDay()) % 7 || 7, 9)
  // On a Sunday tomorrow is Monday.
  if (now.getDay() !== 0) times.push({ name: 'monday', at: monday })
  return times
}

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
}

/** A moment as `<input type="datetime-local">` writes it: the agent's own clock, to the minute. */
export function localMoment(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Reads a moment back; null while it is not complete. */
export function readLocalMoment(text: string): Date | null {
  const at = new Date(text)
  return text === '' || Number.isNaN(at.getTime()) ? null : at
}

/** The time zone of the agent's clock, such as Europe/Brussels. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
