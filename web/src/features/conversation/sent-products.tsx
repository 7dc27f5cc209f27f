import type { SentCard, SentProduct, SentSection } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { Scrolling } from '../../ui/scrolling'
import { PlainText } from './plain-text'

/** A product that a message showed. Its number says which one when names change or are alike. */
export function ProductLine({ product: { number, name } }: { readonly product: SentProduct }) {
  return (
    <span className="chat-product">
      <Icon name="bag" size={16} />
      <span>
        {name !== null && <>{name} </>}
        <span className="chat-soft">{number}</span>
      </span>
    </span>
  )
}

/** What a button of a message opens: products under titles. */
export function ProductSections({ sections }: { readonly sections: readonly SentSection[] }) {
  const { t } = useTexts()
  if (sections.length === 0) return null
  return (
    <section className="chat-parts" aria-label={t('chat.sections')}>
      {sections.map(({ title, items }, index) => (
        <div key={index} className="chat-part">
          {title !== null && <h4>{title}</h4>}
          <ul>
            {items.map((product) => (
              <li key={product.number}>
                <ProductLine product={product} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** Cards that show a product each; they have no files. */
export function ProductCards({ cards }: { readonly cards: readonly SentCard[] }) {
  const { t } = useTexts()
  return (
    <Scrolling className="files files-cards" label={t('chat.cards')}>
      {cards.map((card, index) => (
        <li key={index}>
          {card.product !== null && (
            <div className="chat-part">
              <ProductLine product={card.product} />
            </div>
          )}
          <CardEnd card={card} />
        </li>
      ))}
    </Scrolling>
  )
}

/** The words and buttons of a card. */
export function CardEnd({ card }: { readonly card: SentCard }) {
  const { t } = useTexts()
  return (
    <>
      {card.text !== '' && <PlainText text={card.text} />}
      {card.buttons.length > 0 && (
        <ul className="chat-template-buttons" aria-label={t('chat.templateButtons')}>
          {card.buttons.map((label, index) => (
            <li key={`${label} ${index}`}>{label}</li>
          ))}
        </ul>
      )}
    </>
  )
}
