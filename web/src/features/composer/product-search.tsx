import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, type RefObject, useState } from 'react'
import { Input, ListBox, ListBoxItem, SearchField, Text } from 'react-aria-components'
import type { Product, TemplateProducts } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Skeleton, useFailureText } from '../../ui/states'
import { productSearchQuery, type Shop } from './api/products'
import { ProductPicture } from './product-picture'
import { longestNumber } from './products'
import { usePaused } from './use-products'

type ProductSearchProps = {
  readonly shop: Shop
  readonly of: TemplateProducts
  /** The numbers of those that were chosen. */
  readonly chosen: readonly string[]
  readonly focused: boolean
  readonly field: RefObject<HTMLInputElement | null>
  readonly onAdd: (product: Pick<Product, 'number' | 'name'>) => void
  readonly onRemove: (number: string) => void
}

/** Where products of the catalogue are looked up and picked; a number that it does not have is added by hand. */
export function ProductSearch({ shop, of, chosen, focused, field, onAdd, onRemove }: ProductSearchProps) {
  const { t, has } = useTexts()
  const failureText = useFailureText()
  const [typed, setTyped] = useState('')
  const search = usePaused(typed.trim())
  const query = useInfiniteQuery(productSearchQuery(shop, search))
  const found = unique(query.data?.pages.flatMap((page) => page.items) ?? [])
  const trouble = query.data?.pages.find((page) => page.trouble !== null)?.trouble ?? null
  const code = `trouble.${trouble?.code ?? ''}`
  const failure = query.error !== null ? failureText(query.error) : trouble === null ? null : has(code) ? t(code) : trouble.reason
  const full = of.most > 1 && chosen.length >= of.most
  const pick = (numbers: ReadonlySet<unknown>) => {
    const changed = found.filter(({ number }) => numbers.has(number) !== chosen.includes(number))
    const wanted = of.most === 1 ? changed.filter(({ number }) => numbers.has(number) || numbers.size === 0) : changed
    // One at a time: nobody means to take all that happen to be listed.
    const [product] = wanted
    if (product === undefined || wanted.length > 1) return
    if (numbers.has(product.number)) onAdd(product)
    else onRemove(product.number)
  }
  const byHand = typed.trim().slice(0, longestNumber)
  const nothing = found.length === 0 && !query.isFetching && search === typed.trim()
  return (
    <div className="product-search">
      <SearchField className="templates-search" aria-label={t('template.products.search')} value={typed} onChange={setTyped} autoFocus={focused}>
        <Icon name="search" size={16} />
        <Input ref={field} placeholder={t('template.products.search')} />
      </SearchField>
      <div className="product-found">
        {(found.length > 0 || query.isPending) && (
          <ListBox
            className="templates-list product-results"
            aria-label={t('template.products.results')}
            aria-busy={query.isFetching}
            selectionMode={of.most === 1 ? 'single' : 'multiple'}
            selectedKeys={chosen}
            disabledKeys={full ? found.map(({ number }) => number).filter((number) => !chosen.includes(number)) : []}
            escapeKeyBehavior="none"
            onSelectionChange={(numbers) => {
              if (numbers !== 'all') pick(numbers)
            }}
            renderEmptyState={() => <Waiting />}
          >
            {found.map((product) => (
              <Result key={product.number} product={product} />
            ))}
          </ListBox>
        )}
        <div role="status" className="product-state">
          {full && <Line>{t('template.products.full')}</Line>}
          {failure !== null && <Line warning>{t('template.products.trouble', { reason: failure })}</Line>}
          {failure === null && nothing && (
            <Line>{search === '' ? t('template.products.empty') : t('template.products.nothing', { search })}</Line>
          )}
        </div>
        {failure !== null && (
          <Button look="link" icon="refresh" pending={query.isFetching} onPress={() => void query.refetch()}>
            {t('failure.retry')}
          </Button>
        )}
        {(failure !== null || nothing) && byHand !== '' && !chosen.includes(byHand) && !full && (
          <Button
            icon="plus"
            onPress={() => {
              onAdd({ number: byHand, name: '' })
              setTyped('')
              field.current?.focus()
            }}
          >
            {t('template.products.addNumber', { number: byHand })}
          </Button>
        )}
      </div>
      {query.hasNextPage && (
        <Button look="quiet" pending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </div>
  )
}

function Result({ product }: { readonly product: Product }) {
  const { t } = useTexts()
  const { number, name, price, picture, available } = product
  return (
    <ListBoxItem id={number} className="templates-item product-result" textValue={name}>
      {({ isSelected }) => (
        <>
          <ProductPicture address={picture} />
          <Text slot="label" className="templates-item-name">
            {name}
          </Text>
          <Text slot="description" className="templates-item-aside product-facts">
            {price !== null && <span>{price}</span>}
            <span>{number}</span>
            {!available && <span className="templates-item-low">{t('template.products.unavailable')}</span>}
          </Text>
          <span className="product-check">{isSelected && <Icon name="check" size={18} />}</span>
        </>
      )}
    </ListBoxItem>
  )
}

function Waiting() {
  return (
    <div className="product-waiting">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} inline="100%" block="2.75rem" />
      ))}
    </div>
  )
}

function Line({ warning = false, children }: { readonly warning?: boolean; readonly children: ReactNode }) {
  return (
    <p className={warning ? 'templates-trouble' : 'field-hint'}>
      {warning && <Icon name="alert-triangle" size={14} />} {children}
    </p>
  )
}

/** A product that moved to another page meanwhile is listed once. */
function unique(products: readonly Product[]): Product[] {
  return [...new Map(products.map((product) => [product.number, product])).values()]
}
