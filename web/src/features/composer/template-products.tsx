import './products.css'
import { useId, useRef, useState } from 'react'
import type { Product, TemplateProducts as Products } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { announce } from '../../ui/announce'
import { Button } from '../../ui/button'
import type { Shop } from './api/products'
import { ProductNumber } from './product-number'
import { nameOf, ProductRow } from './product-row'
import { ProductSearch } from './product-search'
import { ProductSectionFields } from './product-section'
import {
  added,
  type ChosenProduct,
  moved,
  oneLine,
  productsFaults,
  productsIn,
  type ProductSection,
  readProducts,
  removed,
  withAddress,
  withoutSection,
  withTitle,
  writeProducts,
} from './products'
import { useFocusAfter, useHeldInPlace } from './use-place'
import type { LookUp } from './use-products'

type TemplateProductsProps = {
  readonly shop: Shop
  readonly of: Products
  /** The button of a card, whose address goes on with something of each product. */
  readonly button: { readonly sort: string; readonly label: string; readonly target: string | null } | null
  readonly value: string
  readonly lookUp: LookUp
  readonly focused: boolean
  readonly onChange: (value: string) => void
  /** Which product somebody is busy with, from 0. */
  readonly onShow: (place: number) => void
  readonly onSend: () => void
}

/** Where products of a catalogue are put into a template, in their order and their sections. */
export function TemplateProducts({ shop, of, button, value, lookUp, focused, onChange, onShow, onSend }: TemplateProductsProps) {
  const { t } = useTexts()
  const label = useId()
  const field = useRef<HTMLInputElement>(null)
  const { root, focusOn } = useFocusAfter()
  const hold = useHeldInPlace(field)
  const sections = readProducts(value)
  const all = productsIn(sections)
  const numbers = all.map((each) => each.number)
  const faults = productsFaults(of, value)
  const [wanted, setInto] = useState<number | null>(null)
  const into = Math.min(wanted ?? sections.length, sections.length - 1)
  const titled = of.sections > 0
  const sectionName = (place: number) => t('template.products.section', { number: place + 1 })

  const change = (next: readonly ProductSection[]) => onChange(writeProducts(of, next))
  const add = (product: Pick<Product, 'number' | 'name'>) => {
    const next = added(of, sections, product, into)
    if (next === sections) return
    hold()
    change(next)
    onShow(all.length)
    const name = oneLine(product.name === '' ? product.number : product.name)
    announce(t('template.products.added', { name, count: productsIn(next).length, most: of.most }))
  }
  const remove = (product: ChosenProduct, keepFocus: boolean) => {
    const place = all.indexOf(product)
    if (keepFocus) hold()
    change(removed(sections, product.number))
    announce(t('template.products.removed', { name: nameOf(product, lookUp), count: all.length - 1, most: of.most }))
    if (keepFocus) return
    const neighbour = all[place + 1] ?? all[place - 1]
    if (neighbour === undefined) field.current?.focus()
    else focusOn({ number: neighbour.number, part: 'remove' })
  }
  const move = (product: ChosenProduct, by: -1 | 1) => {
    const next = moved(sections, product.number, by)
    const section = next.findIndex(({ items }) => items.includes(product))
    const items = next[section]?.items ?? []
    const place = { name: nameOf(product, lookUp), place: items.indexOf(product) + 1, count: items.length }
    change(next)
    onShow(productsIn(next).indexOf(product))
    announce(
      sections[section]?.items.includes(product) === true
        ? t('template.products.moved', place)
        : t('template.products.movedTo', { ...place, section: sectionName(section) }),
    )
    focusOn({ number: product.number, part: by < 0 ? 'up' : 'down' })
  }
  const rows = (items: readonly ChosenProduct[], name: string) => (
    <ul className="product-rows" aria-label={name}>
      {items.map((product) => (
        <ProductRow
          key={product.number}
          product={product}
          lookUp={lookUp}
          moves={
            of.most === 1
              ? null
              : { up: moved(sections, product.number, -1) !== sections, down: moved(sections, product.number, 1) !== sections }
          }
          button={of.addresses ? button : null}
          onMove={(by) => move(product, by)}
          onRemove={() => remove(product, false)}
          onFocus={() => onShow(all.indexOf(product))}
          onAddress={(address) => change(withAddress(sections, product.number, address))}
          onSend={onSend}
        />
      ))}
    </ul>
  )
  return (
    <div ref={root} className="products" role="group" aria-labelledby={label}>
      <div className="products-head">
        <span id={label} className="field-label">
          {t(`template.products.${of.sort}`)}{' '}
          <span className="templates-required">{t(of.least > 0 ? 'template.required' : 'template.products.optional')}</span>
        </span>
        {of.most > 1 && <span className="field-hint">{t('template.products.count', { count: all.length, most: of.most })}</span>}
      </div>
      {of.least === 0 && <p className="field-hint">{t('template.products.first')}</p>}
      {of.least > 1 && faults.includes('few') && <p className="field-hint">{t('template.products.few', { least: of.least })}</p>}
      {faults.includes('many') && <p className="field-error">{t('template.products.many', { most: of.most })}</p>}
      {faults.includes('sections') && <p className="field-error">{t('template.products.sections', { most: of.sections })}</p>}
      {titled
        ? sections.map((section, place) => (
            <ProductSectionFields
              // Sections are told apart by their place; a title is typed letter by letter.
              key={place}
              section={section}
              place={place}
              onTitle={(title) => change(withTitle(sections, place, title))}
              onRemove={() => {
                change(withoutSection(sections, place))
                announce(t('template.products.sectionRemoved', { section: sectionName(place) }))
                focusOn({ section: place - 1 })
              }}
              onSend={onSend}
            >
              {rows(section.items, t('template.products.chosen'))}
            </ProductSectionFields>
          ))
        : all.length > 0 && rows(all, t('template.products.chosen'))}
      {titled && sections.length < of.sections && (
        <div>
          <Button
            look="link"
            icon="plus"
            onPress={() => {
              change([...sections, { title: '', items: [] }])
              setInto(sections.length)
              focusOn({ section: sections.length })
            }}
          >
            {t('template.products.addSection')}
          </Button>
        </div>
      )}
      {sections.length > 1 && (
        <label className="product-into">
          <span className="field-label">{t('template.products.into')}</span>
          <select className="select" value={into} onChange={(event) => setInto(Number(event.target.value))}>
            {sections.map(({ title }, place) => (
              <option key={place} value={place}>
                {title.trim() === '' ? sectionName(place) : `${sectionName(place)} · ${title}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {of.readable ? (
        <ProductSearch
          shop={shop}
          of={of}
          chosen={numbers}
          focused={focused}
          field={field}
          onAdd={add}
          onRemove={(number) => {
            const product = all.find((each) => each.number === number)
            if (product !== undefined) remove(product, true)
          }}
        />
      ) : (
        <ProductNumber
          full={of.most > 1 && all.length >= of.most}
          focused={focused}
          field={field}
          onAdd={(number) => add({ number, name: '' })}
        />
      )}
    </div>
  )
}
