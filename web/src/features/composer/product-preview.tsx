import type { ReactNode } from 'react'
import type { TemplateProducts } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Scrolling } from '../../ui/scrolling'
import { ProductPicture } from './product-picture'
import { nameOf } from './product-row'
import { type ChosenProduct, productsIn, readProducts } from './products'
import type { LookUp } from './use-products'

type ProductsAboveProps = { readonly of: TemplateProducts; readonly value: string; readonly lookUp: LookUp }

/** What stands above the text of a template that shows products; cards stand below it. */
export function ProductsAbove({ of, value, lookUp }: ProductsAboveProps) {
  const { t } = useTexts()
  const sections = readProducts(value)
  const products = productsIn(sections)
  const first = products[0]
  const picture = first === undefined ? null : (lookUp(first.number)?.picture ?? null)
  switch (of.sort) {
    case 'cards':
      return null
    case 'one':
      return <ProductSeen product={first} lookUp={lookUp} />
    case 'list':
      return (
        <div className="product-above">
          <ProductPicture address={picture} look="wide" />
          {first === undefined ? (
            <mark className="template-gap">{t('template.media.products')}</mark>
          ) : (
            <span>{t('template.products.inSections', { count: products.length, sections: sections.length })}</span>
          )}
        </div>
      )
    case 'catalogue':
      return <ProductPicture address={picture} look="wide" />
    default:
      return of.sort satisfies never
  }
}

/** A product as a phone shows it: picture, name and price. */
function ProductSeen({ product, lookUp }: { readonly product: ChosenProduct | undefined; readonly lookUp: LookUp }) {
  const { t } = useTexts()
  const known = product === undefined ? null : lookUp(product.number)
  return (
    <div className="product-above">
      <ProductPicture address={known?.picture ?? null} look="wide" />
      {product === undefined ? (
        <mark className="template-gap">{t('template.media.product')}</mark>
      ) : (
        <strong>{nameOf(product, lookUp)}</strong>
      )}
      {known?.price != null && <span>{known.price}</span>}
    </div>
  )
}

type ProductCardsProps = ProductsAboveProps & {
  /** The card that somebody is busy with, from 0. */
  readonly shown: number | undefined
  /** What can be tapped on each of them. */
  readonly buttons: ReactNode
}

/** A card for each product; while there are none, as many empty ones as there have to be. */
export function ProductCards({ of, value, lookUp, shown, buttons }: ProductCardsProps) {
  const { t } = useTexts()
  const products = productsIn(readProducts(value))
  const empty = Array.from({ length: Math.max(0, of.least - products.length) }, (_, index) => index)
  const card = (key: string, product: ChosenProduct | undefined) => (
    <li key={key} className="template-card">
      <div className="template-bubble">
        <ProductSeen product={product} lookUp={lookUp} />
      </div>
      {buttons}
    </li>
  )
  return (
    <Scrolling className="template-cards" label={t('chat.cards')} shown={shown}>
      {products.map((product) => card(product.number, product))}
      {empty.map((index) => card(`empty ${index}`, undefined))}
    </Scrolling>
  )
}
