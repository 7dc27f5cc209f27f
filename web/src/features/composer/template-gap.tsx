import { useState } from 'react'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components'
import type { Template, TemplateGap } from '../../api/types'
import { type MessageKey, useTexts } from '../../i18n/texts'
import { localMoment, ownTimeZone, readLocalMoment } from '../../ui/sending-times'
import { around, buttonOf, gapFault, title } from './template'

type TemplateGapFieldProps = {
  readonly template: Template
  readonly gap: TemplateGap
  readonly value: string
  readonly suggestions: string
  readonly focused: boolean
  readonly onFocus: () => void
  readonly onChange: (text: string) => void
  readonly onSend: () => void
}

/** One place of a template that is filled in with words, numbers or a moment. */
export function TemplateGapField({ template, gap, value, suggestions, focused, onFocus, onChange, onSend }: TemplateGapFieldProps) {
  const { t } = useTexts()
  const [earliest] = useState(() => localMoment(new Date()))
  const fault = gapFault(template, gap, value)
  const isEnd = gap.place === 'offer'
  const button = buttonOf(template, gap)
  const name =
    button !== undefined
      ? button.sort === 'copy_code'
        ? t('template.button.code')
        : t('template.button.url', { label: button.label })
      : gap.place === 'map'
        ? t(mapNames[gap.id] ?? 'template.media.place')
        : isEnd
        ? t('template.offer.ends')
        : template.category === 'authentication'
        ? t('template.button.code')
        : gap.name !== null
        ? title(gap.name)
        : around(template, gap)
  return (
    <TextField
      className="field"
      value={isEnd ? writtenMoment(value) : value}
      onChange={isEnd ? (text) => onChange(readLocalMoment(text)?.toISOString() ?? '') : onChange}
      isRequired
      isInvalid={fault !== null}
      autoFocus={focused}
      onFocus={onFocus}
      maxLength={1024}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
      }}
    >
      <Label className="field-label">
        {name} <span className="templates-required">{t('template.required')}</span>
      </Label>
      <Input
        className="input"
        autoComplete="off"
        {...(isEnd
          ? { type: 'datetime-local', min: earliest }
          : gap.place === 'map'
            ? { inputMode: degreeGaps.has(gap.id) ? 'decimal' : 'text' }
            : { list: suggestions })}
      />
      <FieldError className="field-error">
        {fault?.kind === 'degrees' && t('template.map.degrees', { most: fault.most })}
        {fault?.kind === 'over' && t('time.past')}
      </FieldError>
      {isEnd && (
        <Text slot="description" className="field-hint">
          {t('time.zone', { zone: ownTimeZone() })}
        </Text>
      )}
      {gap.id === 'map.latitude' && (
        <Text slot="description" className="field-hint">
          {t('template.map.hint')}
        </Text>
      )}
      {gap.example !== null && (
        <Text slot="description" className="field-hint">
          {t('template.example', { example: gap.example })}
        </Text>
      )}
    </TextField>
  )
}

function writtenMoment(value: string): string {
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? '' : localMoment(at)
}

const mapNames = {
  'map.name': 'template.map.name',
  'map.address': 'template.map.address',
  'map.latitude': 'template.map.latitude',
  'map.longitude': 'template.map.longitude',
} as const satisfies Record<string, string> as Record<string, MessageKey | undefined>

const degreeGaps = new Set(['map.latitude', 'map.longitude'])
