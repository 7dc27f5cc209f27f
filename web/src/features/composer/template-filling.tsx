import { useId, useState } from 'react'
import type { Template } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import type { TemplatePlace } from './api/templates'
import type { ChosenTemplate } from './drafts'
import { chosen, coordinates, filled, type TemplateChoice, title, withFile } from './template'
import { TemplateFile } from './template-file'
import { TemplateGapField } from './template-gap'
import { TemplatePreview } from './template-preview'
import { TemplateProducts } from './template-products'
import { mediaOf, useHindrance } from './template-search'
import { useProducts } from './use-products'

type TemplateFillingProps = {
  readonly place: TemplatePlace
  readonly choice: TemplateChoice
  readonly template: Template
  readonly value: ChosenTemplate
  readonly known: readonly string[]
  readonly focused: boolean
  readonly onChange: (value: ChosenTemplate | null) => void
  readonly onSend: () => void
}

/** Where the gaps of a template are filled in, beside what the customer will see. */
export function TemplateFilling({ place, choice, template, value, known, focused, onChange, onSend }: TemplateFillingProps) {
  const { t, has } = useTexts()
  const suggestions = useId()
  const hindrance = useHindrance()
  const why = hindrance(template)
  const category = `template.category.${template.category}` as const
  const files = value.files ?? []
  const media = mediaOf(template)
  const shop = template.gaps.find((gap) => gap.place === 'products')
  const shown = (shop === undefined ? undefined : value.values[shop.id]) ?? ''
  const lookUp = useProducts(place, template, shown)
  const [first] = useState(() => (template.gaps.find((gap) => (value.values[gap.id] ?? '') === '') ?? template.gaps[0])?.id)
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
      .filter((gap) => gap.card === of && gap !== shop)
      .map((gap) => (
        <TemplateGapField
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
  const products = shop !== undefined && template.products !== null && (
    <TemplateProducts
      shop={{ place, template }}
      of={template.products}
      button={template.cards[0]?.buttons.find((button) => button.sort === 'url') ?? null}
      value={shown}
      lookUp={lookUp}
      focused={focused && shop.id === first}
      onShow={setCard}
      onChange={(text) => onChange(filled(template, { ...value.values, [shop.id]: text }, files))}
      onSend={onSend}
    />
  )
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
            {/* In the order in which the customer sees it. */}
            {template.products?.sort === 'one' && products}
            {gaps(null)}
            {template.products?.sort !== 'one' && products}
            {template.cards.map(
              (card, index) =>
                // A product of the catalogue needs nothing but itself.
                card.media !== 'product' && (
                  <fieldset key={index} className="templates-card">
                    <legend>{t('template.card', { number: index + 1, count: template.cards.length })}</legend>
                    {file(card.media, index, t(`template.media.${card.media}`))}
                    {gaps(index)}
                  </fieldset>
                ),
            )}
            <datalist id={suggestions}>
              {known.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </div>
        )}
        <TemplatePreview template={template} values={value.values} files={files} lookUp={lookUp} card={card} />
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
