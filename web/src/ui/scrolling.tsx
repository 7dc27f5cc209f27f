import './scrolling.css'
import { type ReactNode, useEffect, useRef } from 'react'

type ScrollingProps = {
  readonly label: string
  readonly className: string
  /** The item to bring into view, from 0; absent to leave it to whoever scrolls. */
  readonly shown?: number | undefined
  readonly children: ReactNode
}

/** A list whose items stand side by side and are scrolled through, with the keyboard as well. */
export function Scrolling({ label, className, shown, children }: ScrollingProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const item = shown === undefined ? undefined : list.current?.children[shown]
    if (item === undefined || list.current === null) return
    const side = getComputedStyle(list.current).direction === 'rtl' ? 'right' : 'left'
    // The page stays where it is, unlike with scrollIntoView.
    list.current.scrollLeft += item.getBoundingClientRect()[side] - list.current.getBoundingClientRect()[side]
  }, [shown])
  return (
    // Nothing in it may take the focus, and without it the arrow keys do not scroll.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul ref={list} className={`scrolling ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </ul>
  )
}
