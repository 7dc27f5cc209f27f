import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Product, ProductList, Template } from '../../../api/types'
import type { TemplatePlace } from './templates'

/** Whose products: those of the catalogue that a template shows, where it is to be sent. */
export type Shop = { readonly place: TemplatePlace; readonly template: Pick<Template, 'name' | 'language' | 'products'> }

const keyOf = ({ place, template }: Shop) => [...queryKeys.products(place.id), template.name, template.language]

function askShop({ place: { kind, id }, template }: Shop, question: readonly (readonly [string, string])[], signal: AbortSignal) {
  const room = kind === 'conversation' ? 'conversations' : 'inboxes'
  const whole = [['template', template.name], ['language', template.language], ...question].map((pair) => [...pair])
  return ask<ProductList>(`/v1/${room}/${id}/products?${new URLSearchParams(whole)}`, { signal })
}

const usual = { staleTime: 60_000 }

/** The products that match what somebody typed; all of them where nothing was. */
export function productSearchQuery(shop: Shop, search: string) {
  return infiniteQueryOptions({
    ...usual,
    queryKey: [...keyOf(shop), 'search', search],
    queryFn: ({ pageParam, signal }) =>
      askShop(
        shop,
        [...(search === '' ? [] : [['search', search] as const]), ...(pageParam === null ? [] : [['after', pageParam] as const])],
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** What the catalogue says of products that were chosen. What was found before is known at once. */
export function productsQuery(client: QueryClient, shop: Shop, numbers: readonly string[]) {
  // Their order changes nothing about them.
  const wanted = [...numbers].sort()
  return queryOptions({
    ...usual,
    queryKey: [...keyOf(shop), 'numbers', wanted],
    queryFn: ({ signal }) => askShop(shop, [['numbers', wanted.join('\n')]], signal),
    placeholderData: () => ({ items: knownProducts(client, shop), next: null, trouble: null }),
    enabled: shop.template.products?.readable === true && wanted.length > 0,
  })
}

function knownProducts(client: QueryClient, shop: Shop): Product[] {
  const answers = client.getQueriesData<ProductList | { readonly pages: readonly ProductList[] }>({ queryKey: keyOf(shop) })
  return answers.flatMap(([, answer]) =>
    answer === undefined ? [] : 'pages' in answer ? answer.pages.flatMap((page) => page.items) : answer.items,
  )
}
