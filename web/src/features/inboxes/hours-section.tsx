import { useState } from 'react'
import type { BusinessHours, BusinessInterval } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { weekday } from '../../i18n/times'
import { Button, IconButton } from '../../ui/button'
import { Switch } from '../../ui/form'
import type { SectionProps } from './section'

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
type Day = (typeof days)[number]

const usual = { from: '09:00', until: '17:00' }

/** What most offices have, in the time zone of whoever sets it. */
function usualHours(): BusinessHours {
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: days.slice(0, 5).map((day) => ({ day, ...usual })),
    holidays: [],
  }
}

/** More hours for a day: the usual ones, or four after those it has and a break, where there is room. */
function moreHours(ofDay: readonly BusinessInterval[]): Pick<BusinessInterval, 'from' | 'until'> {
  const last = ofDay.map(({ until }) => until).sort().at(-1)
  const [hours = 0, minutes = 0] = (last ?? '').split(':').map(Number)
  if (last === undefined || hours > 21) return usual
  const at = (hour: number) => (hour > 23 ? '23:59' : `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`)
  return { from: at(hours + 1), until: at(hours + 5) }
}

type HoursSectionProps = {
  /** Null when somebody is always there. */
  readonly hours: BusinessHours | null
  readonly onChange: (hours: BusinessHours | null) => void
  readonly wrong: SectionProps['wrong']
  readonly hint?: string
}

/** When the team is there. */
export function HoursSection({ hours, onChange, wrong, hint }: HoursSectionProps) {
  const { t } = useTexts()
  const error = wrong('hours.week') ?? wrong('hours.zone') ?? wrong('hours.holidays')
  return (
    <fieldset className="inbox-section">
      <legend>{t('inbox.hours')}</legend>
      <Switch selected={hours !== null} onChange={(on) => onChange(on ? usualHours() : null)}>
        {t('inbox.hoursOn')}
      </Switch>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      {hours !== null && <Week hours={hours} onChange={onChange} wrong={wrong} />}
      {error !== null && <p className="field-error">{error}</p>}
    </fieldset>
  )
}

type WeekProps = {
  readonly hours: BusinessHours
  readonly onChange: (hours: BusinessHours) => void
  readonly wrong: SectionProps['wrong']
}

function Week({ hours, onChange, wrong }: WeekProps) {
  const { t, language } = useTexts()
  const zones = Intl.supportedValuesOf('timeZone')
  const setWeek = (week: BusinessInterval[]) => onChange({ ...hours, week })
  return (
    <>
      <label className="field">
        <span className="field-label">{t('inbox.zone')}</span>
        <select
          className="select"
          value={hours.zone}
          onChange={(event) => onChange({ ...hours, zone: event.target.value })}
        >
          {(zones.includes(hours.zone) ? zones : [hours.zone, ...zones]).map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </select>
      </label>
      <ul className="inbox-week" aria-label={t('inbox.week')}>
        {days.map((day, index) => (
          <li key={day} className="inbox-day">
            <span className="inbox-day-name">{weekday(language, index)}</span>
            <Intervals day={day} name={weekday(language, index)} week={hours.week} onChange={setWeek} wrong={wrong} />
          </li>
        ))}
      </ul>
      <Holidays days={hours.holidays} onChange={(holidays) => onChange({ ...hours, holidays })} />
    </>
  )
}

type IntervalsProps = {
  readonly day: Day
  readonly name: string
  readonly week: readonly BusinessInterval[]
  readonly onChange: (week: BusinessInterval[]) => void
  readonly wrong: SectionProps['wrong']
}

function Intervals({ day, name, week, onChange, wrong }: IntervalsProps) {
  const { t } = useTexts()
  const ofDay = week.map((interval, index) => ({ interval, index })).filter(({ interval }) => interval.day === day)
  const change = (index: number, part: 'from' | 'until', time: string) =>
    onChange(week.map((each, at) => (at === index ? { ...each, [part]: time } : each)))
  return (
    <div className="inbox-intervals">
      {ofDay.length === 0 && <span className="field-hint">{t('inbox.closedDay')}</span>}
      {ofDay.map(({ interval, index }) => {
        const error =
          wrong(`hours.week[${index}].until`) ?? wrong(`hours.week[${index}].from`) ?? wrong(`hours.week[${index}].day`)
        return (
          <div key={index} className="inbox-interval">
            <input
              type="time"
              className="input"
              aria-label={t('inbox.from', { day: name })}
              value={interval.from}
              onChange={(event) => change(index, 'from', event.target.value)}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              className="input"
              aria-label={t('inbox.until', { day: name })}
              value={interval.until}
              onChange={(event) => change(index, 'until', event.target.value)}
            />
            <IconButton
              icon="trash"
              label={t('inbox.removeHours', { day: name, from: interval.from, until: interval.until })}
              onPress={() => onChange(week.filter((_, at) => at !== index))}
            />
            {error !== null && <span className="field-error">{error}</span>}
          </div>
        )
      })}
      <IconButton
        icon="plus"
        label={t('inbox.addHours', { day: name })}
        onPress={() => onChange([...week, { day, ...moreHours(ofDay.map(({ interval }) => interval)) }])}
      />
    </div>
  )
}

type HolidaysProps = {
  readonly days: readonly string[]
  readonly onChange: (days: string[]) => void
}

function Holidays({ days: chosen, onChange }: HolidaysProps) {
  const { t } = useTexts()
  const [day, setDay] = useState('')
  const add = () => {
    if (day !== '') onChange([...new Set([...chosen, day])].sort())
    setDay('')
  }
  return (
    <div className="field">
      <span className="field-label" id="inbox-holidays">
        {t('inbox.holidays')}
      </span>
      <ul className="inbox-holidays" aria-labelledby="inbox-holidays">
        {chosen.map((each) => (
          <li key={each} className="inbox-holiday">
            {each}
            <IconButton
              icon="close"
              label={t('inbox.removeHoliday', { day: each })}
              onPress={() => onChange(chosen.filter((other) => other !== each))}
            />
          </li>
        ))}
      </ul>
      <div className="inbox-interval">
        <input
          type="date"
          className="input"
          aria-label={t('inbox.holiday')}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button icon="plus" disabled={day === ''} onPress={add}>
          {t('inbox.addHoliday')}
        </Button>
      </div>
    </div>
  )
}
