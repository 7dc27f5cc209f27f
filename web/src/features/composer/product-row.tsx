import { FieldError, Input, Label, Text, TextField } from 'react-aria-components'
import type { TemplateButton } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { ProductPicture } from './product-picture'
import { type ChosenProduct, hasSpaces } from './products'
import type { LookUp } from './use-products'

/** What can be done about a product; the focus finds its way back by it. */
export type ProductPart = 'up' | 'down' | 'remove'

type ProductRowProps = {
  readonly product: ChosenProduct
  readonly lookUp: LookUp
  /** Which ways it can be moved; absent where there is no order. */
  readonly moves: { readonly up: boolean; readonly down: boolean } | null
  /** The button whose address goes on with something of this product; null where none does. */
  readonly button: TemplateButton | null
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
  readonly onAddress: (address: string) => void
  /** Its address is about to be written. */
  readonly onFocus: () => void
  readonly onSend: () => void
}

/** A product that was chosen, with what the catalogue says of it. */
export function ProductRow({ product, lookUp, moves, button, onMove, onRemove, onAddress, onFocus, onSend }: ProductRowProps) {
  const { t } = useTexts()
  const known = lookUp(product.number)
  const name = nameOf(product, lookUp)
  const mark = known === null ? 'template.products.unknown' : known?.available === false ? 'template.products.unavailable' : null
  const wrong = hasSpaces(product.address)
  return (
    <li className="product-row" data-product={product.number}>
      <ProductPicture address={known?.picture ?? null} />
      <span className="product-words">
        <span className="templates-item-name">{name}</span>
        <span className="templates-item-aside product-facts">
          {known?.price != null && <span>{known.price}</span>}
          {name !== product.number && <span>{product.number}</span>}
          {mark !== null && <span className="product-mark">{t(mark)}</span>}
        </span>
      </span>
      <span className="product-acts">
        {moves !== null && (
          <>
            <span data-part="up">
              <IconButton icon="arrow-up" label={t('template.products.up', { name })} disabled={!moves.up} onPress={() => onMove(-1)} />
            </span>
            <span data-part="down">
              <IconButton icon="arrow-down" label={t('template.products.down', { name })} disabled={!moves.down} onPress={() => onMove(1)} />
            </span>
          </>
        )}
        <span data-part="remove">
          <IconButton icon="close" label={t('template.products.remove', { name })} onPress={onRemove} />
        </span>
      </span>
      {button !== null && (
        <div className="product-address" role="group" aria-label={name}>
          <TextField
            className="field"
            value={product.address}
            onChange={onAddress}
            onFocus={onFocus}
            isRequired
            isInvalid={wrong}
            maxLength={1024}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
            }}
          >
            <Label className="field-label">
              {t('template.button.url', { label: button.label })} <span className="templates-required">{t('template.required')}</span>
            </Label>
            <Input className="input" autoComplete="off" inputMode="url" autoCapitalize="off" spellCheck={false} />
            <FieldError className="field-error">{wrong && t('template.products.address')}</FieldError>
            {button.target !== null && (
              <Text slot="description" className="field-hint">
                <bdi dir="ltr">{button.target.replace(/\{\{.*?\}\}/, () => (product.address === '' ? '…' : product.address))}</bdi>
              </Text>
            )}
          </TextField>
        </div>
      )}
    </li>
  )
}

/** What a product is called: as the catalogue has it, else as it was when it was chosen, else by its number. */
export function nameOf({ number, name }: ChosenProduct, lookUp: LookUp): string {
  return lookUp(number)?.name ?? (name === '' ? number : name)
}
