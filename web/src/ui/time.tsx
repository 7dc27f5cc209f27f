import { useTexts } from '../i18n/texts'
import { clockTime, fullTime, relativeTime } from '../i18n/times'
import { useNow } from './now'

/** A moment as people say it, kept true while it is on the screen; the whole of it as a tooltip. */
export function RelativeTime({ at }: { readonly at: string }) {
  const { language } = useTexts()
  const now = useNow()
  const moment = Date.parse(at)
  return (
    <time dateTime={at} title={fullTime(language, moment)}>
      {relativeTime(language, moment, now)}
    </time>
  )
}

/** The time of day; the whole date as a tooltip. */
export function ClockTime({ at }: { readonly at: string }) {
  const { language } = useTexts()
  const moment = Date.parse(at)
  return (
    <time dateTime={at} title={fullTime(language, moment)}>
      {clockTime(language, moment)}
    </time>
  )
}
