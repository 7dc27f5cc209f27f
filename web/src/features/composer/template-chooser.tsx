import './templates.css'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { FieldError, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection, SearchField, Text, TextField } from 'react-aria-components'
import { useSession } from '../../api/session'
import type { Template, TemplateGap, TemplateList } from '../../api/types'
import { type MessageKey, useTexts } from '../../i18n/texts'
import { momentName } from '../../i18n/times'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { localMoment, ownTimeZone, readLocalMoment } from '../../ui/sending-times'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { isAwaited, type TemplatePlace, templatesQuery, useFetchTemplates } from './api/templates'
import type { ChosenTemplate } from './drafts'
import {
  around,
  buttonOf,
  choices,
  chosen,
  coordinates,
  filled,
  gapFault,
  matches,
  recentTemplates,
  type TemplateChoice,
  title,
  withFile,
} from './template'
import { TemplateFile } from './template-file'
import { TemplatePreview } from './template-preview'

type TemplateChooserProps = {
  readonly place: TemplatePlace
  readonly value: ChosenTemplate | null
  readonly focused: boolean
  readonly onChange: (value: ChosenTemplate | null) => void
  /** Control and Enter in a gap. */
  readonly onSend: () => void
}

/** Where an approved text is chosen and filled in, and seen as the customer will see it. */
export function TemplateChooser({ place, value, focused, onChange, onSend }: TemplateChooserProps) {
  const query = useQuery(templatesQuery(place))
  const { language } = useTexts()
  const list = query.data
  if (list === undefined) {
    return query.isError ? (
      <FailureState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton inline="100%" block="9rem" />
    )
  }
  const all = choices(list.items, list.language ?? language)
  const choice = value === null ? undefined : all.find((each) => each.name === value.name)
  const template = choice?.variants.find((each) => each.language === value?.language)
  return (
    <div className="templates">
      {value !== null && choice !== undefined && template !== undefined ? (
        <Filling
          choice={choice}
          template={template}
          value={value}
          known={list.known}
          focused={focused}
          onChange={onChange}
          onSend={onSend}
        />
      ) : (
        <TemplateSearch all={all} list={list} focused={focused} onChoose={(each) => onChange(chosen(each.best, value))} />
      )}
      <ListState place={place} list={list} />
    </div>
  )
}

type TemplateSearchProps = {
  readonly all: readonly TemplateChoice[]
  readonly list: TemplateList
  readonly focused: boolean
  readonly onChoose: (choice: TemplateChoice) => void
}

function TemplateSearch({ all, list, focused, onChoose }: TemplateSearchProps) {
  const { t } = useTexts()
  const { user } = useSession()
  const [typed, setTyped] = useState('')
  if (all.length === 0) {
    return (
      <p className="templates-empty" role="status">
        {t(isAwaited(list) ? 'template.awaited' : list.ready ? 'template.empty' : 'template.notReady')}
      </p>
    )
  }
  const found = all.filter((choice) => matches(choice, typed))
  const recent = recentTemplates(user.id)
  const used = recent.flatMap((name) => found.filter((choice) => choice.name === name && choice.best.hindrance === null))
  const rest = found.filter((choice) => !used.includes(choice))
  // What can be sent stands before what cannot.
  const others = [...rest.filter((each) => each.best.hindrance === null), ...rest.filter((each) => each.best.hindrance !== null)]
  return (
    <>
      <SearchField className="templates-search" aria-label={t('template.search')} value={typed} onChange={setTyped} autoFocus={focused}>
        <Icon name="search" size={16} />
        <Input placeholder={t('template.search')} />
      </SearchField>
      <ListBox
        className="templates-list"
        aria-label={t('template.choose')}
        selectionMode="none"
        onAction={(name) => {
          const choice = all.find((each) => each.name === name)
          if (choice !== undefined) onChoose(choice)
        }}
        renderEmptyState={() => <p className="templates-empty">{t('template.nothingFound')}</p>}
      >
        {used.length > 0 && <Section id="used" name={t('template.recent')} items={used} />}
        {others.length > 0 && <Section id="others" name={t(used.length > 0 ? 'template.others' : 'template.list')} items={others} />}
      </ListBox>
    </>
  )
}

type SectionProps = { readonly id: string; readonly name: string; readonly items: readonly TemplateChoice[] }

/** Its name may change while somebody types; what it is does not. */
function Section({ id, name, items }: SectionProps) {
  return (
    <ListBoxSection id={id}>
      <Header className="menu-heading">{name}</Header>
      {items.map((choice) => (
        <Item key={choice.name} choice={choice} />
      ))}
    </ListBoxSection>
  )
}

function Item({ choice }: { readonly choice: TemplateChoice }) {
  const { t } = useTexts()
  const { best } = choice
  const languages = choice.variants.map((each) => each.language).join(', ')
  const above = aboveOf(best)
  const why = useHindrance()(best)
  return (
    <ListBoxItem id={choice.name} className="templates-item" textValue={title(choice.name)} isDisabled={why !== null}>
      <Text slot="label" className="templates-item-name">
        {title(choice.name)}
      </Text>
      <span className="templates-item-aside">{above === null ? languages : `${t(`template.media.${above}`)} · ${languages}`}</span>
      <Text slot="description" className="templates-item-words">
        {why ?? best.body}
        {why === null && best.quality === 'low' && <span className="templates-item-low"> · {t('template.quality.low')}</span>}
      </Text>
    </ListBoxItem>
  )
}

/** What a template has beside words; null for nothing. */
function aboveOf(template: Template): 'image' | 'video' | 'document' | 'place' | 'cards' | null {
  if (template.cards.length > 0) return 'cards'
  return template.place ? 'place' : mediaOf(template)
}

function mediaOf({ media }: Template): 'image' | 'video' | 'document' | null {
  return media === 'image' || media === 'video' || media === 'document' ? media : null
}

/** Why a template cannot be sent; null when it can. */
export function useHindrance(): (template: Template) => string | null {
  const { t } = useTexts()
  return ({ hindrance, state }) => {
    if (hindrance === null) return null
    return hindrance === 'state' ? t(`template.state.${state}`) : t(`template.hindrance.${hindrance}`)
  }
}

type FillingProps = {
  readonly choice: TemplateChoice
  readonly template: Template
  readonly value: ChosenTemplate
  readonly known: readonly string[]
  readonly focused: boolean
  readonly onChange: (value: ChosenTemplate | null) => void
  readonly onSend: () => void
}

function Filling({ choice, template, value, known, focused, onChange, onSend }: FillingProps) {
  const { t, has } = useTexts()
  const suggestions = useId()
  const hindrance = useHindrance()
  const why = hindrance(template)
  const category = `template.category.${template.category}` as const
  const files = value.files ?? []
  const media = mediaOf(template)
  const firstEmpty = template.gaps.find((gap) => (value.values[gap.id] ?? '') === '')?.id ?? template.gaps[0]?.id
  const [first] = useState(firstEmpty)
  const [card, setCard] = useState<number>()
  const file = (sort: 'image' | 'video' | 'document', place: number, label: string) => (
    <TemplateFile
      key={`${template.name} ${template.language}`}
      template={template}
      media={sort}
      label={label}
      file={files[place] ?? null}
      others={files.flatMap((each, index) => (each === null || index === place ? [] : [each]))}
      onChange={(stored) => {
        setCard(place)
        onChange(withFile(template, value, place, stored))
      }}
    />
  )
  const gaps = (of: number | null) =>
    template.gaps
      .filter((gap) => gap.card === of)
      .map((gap) => (
        <Gap
          key={gap.id}
          template={template}
          gap={gap}
          value={value.values[gap.id] ?? ''}
          suggestions={suggestions}
          focused={focused && gap.id === first}
          onFocus={() => setCard(of ?? undefined)}
          onChange={(text) =>
            onChange(
              filled(template, { ...value.values, ...((gap.place === 'map' ? coordinates(text) : null) ?? { [gap.id]: text }) }, files),
            )
          }
          onSend={onSend}
        />
      ))
  return (
    <>
      <div className="templates-chosen">
        <strong>{title(choice.name)}</strong>
        {has(category) && <span className="templates-item-aside">{t(category)}</span>}
        {choice.variants.length > 1 && (
          <label className="templates-language">
            <span className="visually-hidden">{t('template.language')}</span>
            <select
              className="select"
              value={template.language}
              onChange={(event) => {
                const other = choice.variants.find((each) => each.language === event.target.value)
                if (other !== undefined) onChange(chosen(other, value))
              }}
            >
              {choice.variants.map((each) => (
                <option key={each.language} value={each.language} disabled={each.hindrance !== null}>
                  {languageName(each.language)}
                </option>
              ))}
            </select>
          </label>
        )}
        <Button look="link" onPress={() => onChange(null)}>
          {t('template.another')}
        </Button>
      </div>
      {why !== null && (
        <p className="writing-failure" role="alert">
          <Icon name="alert-triangle" size={16} />
          {why}
        </p>
      )}
      <div className="templates-filling">
        {(template.gaps.length > 0 || template.files.most > 0) && (
          <div className="templates-gaps" role="group" aria-label={t('template.fill')}>
            {media !== null && file(media, 0, t('template.file.above', { media: t(`template.media.${media}`) }))}
            {gaps(null)}
            {template.cards.map((card, index) => (
              <fieldset key={index} className="templates-card">
                <legend>{t('template.card', { number: index + 1, count: template.cards.length })}</legend>
                {file(card.media, index, t(`template.media.${card.media}`))}
                {gaps(index)}
              </fieldset>
            ))}
            <datalist id={suggestions}>
              {known.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </div>
        )}
        <TemplatePreview template={template} values={value.values} files={files} card={card} />
      </div>
    </>
  )
}

/** The name of a language in itself, with its country where the code has one. */
function languageName(code: string): string {
  try {
    const tag = code.replace('_', '-')
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? code
  } catch {
    return code
  }
}

type GapProps = {
  readonly template: Template
  readonly gap: TemplateGap
  readonly value: string
  readonly suggestions: string
  readonly focused: boolean
  readonly onFocus: () => void
  readonly onChange: (text: string) => void
  readonly onSend: () => void
}

function Gap({ template, gap, value, suggestions, focused, onFocus, onChange, onSend }: GapProps) {
  const { t } = useTexts()
  const [earliest] = useState(() => localMoment(new Date()))
  const fault = gapFault(gap, value)
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

/** How old the list is, what went wrong with it, and the way to have it read again. */
function ListState({ place, list }: { readonly place: TemplatePlace; readonly list: TemplateList }) {
  const { t, has, language } = useTexts()
  const failureText = useFailureText()
  const fetching = useFetchTemplates(place)
  const { trouble, fetchedAt } = list
  const code = `trouble.${trouble?.code ?? ''}`
  return (
    <div className="templates-state">
      {trouble !== null && (
        <p className="templates-trouble" role="status">
          <Icon name="alert-triangle" size={14} />
          {t('template.trouble', {
            when: momentName(language, Date.parse(trouble.at)),
            reason: has(code) ? t(code) : trouble.reason,
          })}
        </p>
      )}
      {fetching.error !== null && (
        <p className="templates-trouble" role="alert">
          {failureText(fetching.error)}
        </p>
      )}
      <span>
        {fetchedAt === null ? t('template.never') : t('template.fetched', { when: momentName(language, Date.parse(fetchedAt)) })}
      </span>
      {list.ready && (
        <Button look="link" icon="refresh" pending={fetching.isPending} onPress={() => fetching.mutate()}>
          {t('template.again')}
        </Button>
      )}
    </div>
  )
}
