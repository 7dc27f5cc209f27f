import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Product, Template } from '../../api/types'
import { productsQuery } from './api/products'
import type { TemplatePlace } from './api/templates'
import { productsIn, readProducts } from './products'

/** What the catalogue says of a product: null when it has none of this number, undefined while nobody knows. */
export type LookUp = (number: string) => Product | null | undefined

/** What the catalogue says of the products that were put into a template. */
export function useProducts(place: TemplatePlace, template: Template, value: string): LookUp {
  const numbers = productsIn(readProducts(value)).map((each) => each.number)
  const { data, isPlaceholderData } = useQuery(productsQuery(useQueryClient(), { place, template }, numbers))
  const complete = data !== undefined && !isPlaceholderData && data.trouble === null
  return (number) => data?.items.find((each) => each.number === number) ?? (complete ? null : undefined)
}

/** What somebody typed, once they paused. */
export function usePaused(text: string, milliseconds = 250): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(text), milliseconds)
    return () => window.clearTimeout(timer)
  }, [text, milliseconds])
  return paused
}
