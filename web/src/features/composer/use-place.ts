import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { ProductPart } from './product-row'

type Goal = { readonly number: string; readonly part: ProductPart } | { readonly section: number }

/** Brings the focus to where somebody goes on, once what they changed is on the screen. */
export function useFocusAfter() {
  const root = useRef<HTMLDivElement>(null)
  const goal = useRef<Goal | null>(null)
  useEffect(() => {
    const to = goal.current
    if (to === null || root.current === null) return
    goal.current = null
    if ('section' in to) {
      root.current.querySelector<HTMLElement>(`[data-section="${to.section}"] input`)?.focus()
      return
    }
    const row = [...root.current.querySelectorAll<HTMLElement>('[data-product]')].find((each) => each.dataset.product === to.number)
    const button = (part: ProductPart) => row?.querySelector<HTMLElement>(`[data-part="${part}"] button:enabled`)
    // At the end of the list its way is over, and the other one is beside it.
    ;(button(to.part) ?? button(to.part === 'up' ? 'down' : 'up') ?? button('remove'))?.focus()
  })
  return {
    root,
    focusOn: (to: Goal) => {
      goal.current = to
    },
  }
}

/**
 * Keeps something where it is on the screen while what stands above it grows or shrinks, so that nobody loses what
 * they point at.
 *
 * @returns to be called before such a change
 */
export function useHeldInPlace(held: RefObject<HTMLElement | null>): () => void {
  const before = useRef<number | null>(null)
  useLayoutEffect(() => {
    const was = before.current
    before.current = null
    if (was !== null && held.current !== null) scrollerOf(held.current).scrollTop += held.current.getBoundingClientRect().top - was
  })
  return () => {
    before.current = held.current?.getBoundingClientRect().top ?? null
  }
}

function scrollerOf(element: HTMLElement): Element {
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    if (around.scrollHeight > around.clientHeight && /auto|scroll/.test(getComputedStyle(around).overflowY)) return around
  }
  return document.scrollingElement ?? document.documentElement
}
