import type { Language } from '../preferences/preferences'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const kept = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>()

function keep<Format extends Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>(
  name: string,
  make: () => Format,
): Format {
  const known = kept.get(name)
  if (known !== undefined) return known as Format
  const format = make()
  kept.set(name, format)
  return format
}

/** Some systems name languages in ways that Intl refuses, such as `en-US@posix`. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** The browser's own variety of the language, for its clock and its dates: en-GB rather than en. */
function localeOf(language: Language): string {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(language) && isLocale(tag)) ?? language
}

/** "3 min ago", "yesterday": short enough for a list. Older than a week it is the date. */
export function relativeTime(language: Language, at: number, now: number): string {
  const passed = at - now
  // The narrow style of French is a bare "-1 min".
  const style = language === 'fr' ? 'short' : 'narrow'
  const format = keep(`relative ${language}`, () => new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto', style }))
  const size = Math.abs(passed)
  if (size < 45_000) return format.format(0, 'second')
  if (size < hour) return format.format(Math.round(passed / minute), 'minute')
  if (size < day) return format.format(Math.round(passed / hour), 'hour')
  if (size < 7 * day) return format.format(Math.round(passed / day), 'day')
  return shortDate(language, at, now)
}

/** "4 Nov", with the year when it is another one. */
export function shortDate(language: Language, at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return keep(
    `date ${language} ${sameYear}`,
    () =>
      new Intl.DateTimeFormat(localeOf(language), {
        day: 'numeric',
        month: 'short',
        ...(sameYear ? {} : { year: 'numeric' }),
      }),
  ).format(at)
}

/** "Saturday 21 November": the heading of a day in a timeline. */
export function dayName(language: Language, at: number): string {
  return keep(
    `day ${language}`,
    () => new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  ).format(at)
}

/** "Nov": the month on the leaf of a calendar. */
export function monthName(language: Language, at: number): string {
  return keep(`month ${language}`, () => new Intl.DateTimeFormat(localeOf(language), { month: 'short' })).format(at)
}

/** "21": the day on the leaf of a calendar. */
export function calendarDay(language: Language, at: number): string {
  return keep(`day of month ${language}`, () => new Intl.DateTimeFormat(localeOf(language), { day: 'numeric' })).format(at)
}

/** "14:05". */
export function clockTime(language: Language, at: number): string {
  return keep(
    `clock ${language}`,
    () => new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit' }),
  ).format(at)
}

/** "Mon 23 Nov, 09:00": a moment that is to come. */
export function momentName(language: Language, at: number): string {
  return keep(
    `moment ${language}`,
    () =>
      new Intl.DateTimeFormat(localeOf(language), {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
  ).format(at)
}

/** Everything about a moment, for tooltips and details. */
export function fullTime(language: Language, at: number): string {
  return keep(
    `full ${language}`,
    () => new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeStyle: 'short' }),
  ).format(at)
}

/** "3 min 7 s": how long somebody talked. */
export function talkingTime(language: Language, seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ] as const
  const shown = parts.filter(([value, unit]) => value > 0 || (unit === 'second' && seconds === 0))
  return shown
    .map(([value, unit]) =>
      keep(
        `unit ${language} ${unit}`,
        () => new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }),
      ).format(value),
    )
    .join(' ')
}

/** "1.4 MB", of 1,024 each: as limits are set, and as most desktops count. */
export function fileSize(language: Language, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  let value = bytes
  let step = 0
  while (value >= 1000 && step < units.length - 1) {
    value /= 1024
    step += 1
  }
  const unit = units[step] ?? 'byte'
  return keep(
    `size ${language} ${unit}`,
    () =>
      new Intl.NumberFormat(localeOf(language), {
        style: 'unit',
        unit,
        // The short form of "byte" knows no plural in English.
        unitDisplay: step === 0 ? 'long' : 'short',
        maximumFractionDigits: step === 0 ? 0 : 1,
      }),
  ).format(value)
}

/** "1,204". */
export function number(language: Language, value: number): string {
  return keep(`number ${language}`, () => new Intl.NumberFormat(localeOf(language))).format(value)
}

/** The name of a day of the week, Monday first. */
export function weekday(language: Language, index: number): string {
  // The first of January 2024 was a Monday.
  return keep(
    `weekday ${language}`,
    () => new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' }),
  ).format(Date.UTC(2024, 0, 1 + index))
}

/** What a language is called in another. */
export function languageName(language: Language, named: Language): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(named) ?? named
}
