import { useCallback, useSyncExternalStore } from 'react'
import { newIdempotencyKey } from '../../api/client'
import { subscription } from './subscription'

/** Something that is written and sent once. Its key names the wish to send exactly this; other words get another. */
type Keyed = { readonly key: string }

/** Several at one place lie on top of each other: the top one is written, the next comes up when that was sent. */
type Pile<Draft> = {
  readonly top: Draft
  readonly below: readonly Draft[]
  /** Grows when the words come from elsewhere than the editor that shows them. */
  readonly edition: number
}

/**
 * What is written apart from the two boxes of a conversation, kept in this browser until it is sent.
 *
 * @param empty what nothing written looks like
 * @param isBegun whether there is anything in it worth keeping
 */
export function keptDrafts<Draft extends Keyed>(empty: () => Draft, isBegun: (draft: Draft) => boolean) {
  const piles = new Map<string, Pile<Draft>>()
  const listeners = new Set<() => void>()

  const read = (name: string): Pile<Draft> => {
    const known = piles.get(name)
    if (known !== undefined) return known
    const [top, ...below] = stored(name)
    const pile = { top: top ?? empty(), below, edition: 0 }
    piles.set(name, pile)
    return pile
  }
  const stored = (name: string): readonly Draft[] => {
    try {
      const kept = JSON.parse(localStorage.getItem(name) ?? '[]') as readonly Partial<Draft>[]
      return kept.map((draft) => ({ ...empty(), ...draft }))
    } catch {
      // Unreadable or no storage: nothing can be brought back.
      return []
    }
  }
  const write = (name: string, pile: Pile<Draft>) => {
    piles.set(name, pile)
    try {
      const begun = [pile.top, ...pile.below].filter(isBegun)
      if (begun.length === 0) localStorage.removeItem(name)
      else localStorage.setItem(name, JSON.stringify(begun))
    } catch {
      // A full or missing storage: it still lives as long as the page.
    }
    for (const listener of listeners) listener()
  }
  const subscribe = subscription(listeners, (key) => {
    if (key !== null) return piles.delete(key)
    piles.clear()
    return true
  })

  return {
    /** Puts one back that was sent and taken back: another wish, though in the same words. */
    putBack: (name: string, draft: Draft) => {
      const { top, below, edition } = read(name)
      write(name, { top: { ...draft, key: newIdempotencyKey() }, below: [top, ...below].filter(isBegun), edition: edition + 1 })
    },
    /** Forgets the top one, because it was sent. */
    drop: (name: string) => {
      const { below, edition } = read(name)
      const [top, ...rest] = below
      write(name, { top: top ?? empty(), below: rest, edition: edition + 1 })
    },
    change: (name: string, part: (before: Draft) => Partial<Draft>) => {
      const { top, below, edition } = read(name)
      write(name, { top: { ...top, ...part(top), key: newIdempotencyKey() }, below, edition })
    },
    /** The top one, and its edition. */
    use: (name: string) => {
      const { top, edition } = useSyncExternalStore(
        subscribe,
        useCallback(() => read(name), [name]),
      )
      return { draft: top, edition }
    },
  }
}
