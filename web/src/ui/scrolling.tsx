import './scrolling.css'
import type { ReactNode } from 'react'

type ScrollingProps = { readonly label: string; readonly className: string; readonly children: ReactNode }

/** A list whose items stand side by side and are scrolled through, with the keyboard as well. */
export function Scrolling({ label, className, children }: ScrollingProps) {
  return (
    // Nothing in it may take the focus, and without it the arrow keys do not scroll.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={`scrolling ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </ul>
  )
}
