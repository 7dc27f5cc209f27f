import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { longestTitle, type ProductSection } from './products'

type ProductSectionFieldsProps = {
  readonly section: ProductSection
  /** From 0. */
  readonly place: number
  readonly onTitle: (title: string) => void
  readonly onRemove: () => void
  readonly onSend: () => void
  /** Its products. */
  readonly children: ReactNode
}

/** A section of a list, with its title. The first one stays: products have to stand somewhere. */
export function ProductSectionFields({ section, place, onTitle, onRemove, onSend, children }: ProductSectionFieldsProps) {
  const { t } = useTexts()
  const name = t('template.products.section', { number: place + 1 })
  return (
    <div className="product-section" role="group" aria-label={name} data-section={place}>
      <TextField
        className="field"
        value={section.title}
        onChange={onTitle}
        isRequired
        isInvalid={section.title.length > longestTitle}
        maxLength={longestTitle}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
        }}
      >
        <Label className="field-label">
          {name} · {t('template.products.sectionTitle')} <span className="templates-required">{t('template.required')}</span>
        </Label>
        <span className="product-section-title">
          <Input className="input" autoComplete="off" />
          {place > 0 && (
            <IconButton icon="trash" label={t('template.products.removeSection', { section: name })} onPress={onRemove} />
          )}
        </span>
        <Text slot="description" className="field-hint">
          {t('template.products.sectionTitleHint', { most: longestTitle })}
        </Text>
        <FieldError className="field-error" />
      </TextField>
      {section.items.length === 0 ? <p className="field-hint">{t('template.products.sectionEmpty')}</p> : children}
    </div>
  )
}
