import { useCallback, useSyncExternalStore } from 'react'
import { newIdempotencyKey } from '../../api/client'
import type { ConversationId, UserId } from '../../api/types'
import type { Writing } from './draft-sync'
import { areAlike, merged, type Piles } from './piles'
import { subscription } from './subscription'

/** Something that is written and sent once. Its key names the wish to send exactly this; other words get another. */
type Kept = { readonly id: string; readonly key: string }

/** Where an agent writes beside the two boxes of a conversation; null outside of any. */
export type Shelf = { readonly user: UserId; readonly conversation: ConversationId | null }

type Content<Draft> = {
  readonly piles: Piles<Draft>
  /** What the server had when this browser last agreed with it, and its version. */
  readonly base: Piles<Draft>
  readonly server: number
  /** By name, how often the words on top came from elsewhere than the editor that shows them. */
  readonly editions: Readonly<Record<string, number>>
}

/**
 * What is written apart from the two boxes of a conversation, kept in this browser and on the server until it is sent.
 *
 * @param empty what nothing written looks like
 * @param isBegun whether there is anything in it worth keeping
 */
export function keptDrafts<Draft extends Kept>(kind: 'aside' | 'first', empty: () => Draft, isBegun: (draft: Draft) => boolean) {
  const shelves = new Map<string, Content<Draft>>()
  const blanks = new Map<string, Draft>()
  const listeners = new Set<() => void>()
  const changeListeners = new Set<(shelf: Shelf) => void>()
  /** What another window of this browser wrote past since it was read. */
  const stale = new Set<string>()

  const nameOf = ({ user, conversation }: Shelf) => `relais.${kind}.${user}.${conversation ?? ''}`
  const map = (piles: Piles<Draft>, change: (pile: readonly Draft[]) => readonly Draft[]): Piles<Draft> =>
    Object.fromEntries(
      Object.entries(piles)
        .map(([name, pile]) => [name, change(pile)] as const)
        .filter(([, pile]) => pile.length > 0),
    )
  const begun = (piles: Piles<Draft>) => map(piles, (pile) => pile.filter(isBegun))
  /** What an older app wrote may lack a part. */
  const whole = (piles: Piles<Partial<Draft>>): Piles<Draft> =>
    Object.fromEntries(Object.entries(piles).map(([name, pile]) => [name, pile.map((draft) => ({ ...empty(), ...draft }))]))
  const parsed = (content: string) => (content === '' ? {} : whole(JSON.parse(content) as Piles<Partial<Draft>>))

  const read = (shelf: Shelf): Content<Draft> => {
    const name = nameOf(shelf)
    const known = shelves.get(name)
    if (known !== undefined && !stale.delete(name)) return known
    const { piles, base, server } = stored(name)
    const content = { piles, base, server, editions: known === undefined ? {} : turned(known, piles) }
    shelves.set(name, content)
    return content
  }
  const stored = (name: string): Omit<Content<Draft>, 'editions'> => {
    try {
      const kept = JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Content<Partial<Draft>>>
      return { piles: whole(kept.piles ?? {}), base: whole(kept.base ?? {}), server: kept.server ?? 0 }
    } catch {
      // Unreadable or no storage: the server's may still be brought back.
      return { piles: {}, base: {}, server: 0 }
    }
  }
  const write = (shelf: Shelf, content: Content<Draft>) => {
    const name = nameOf(shelf)
    shelves.set(name, content)
    stale.delete(name)
    const { base, server } = content
    const piles = begun(content.piles)
    try {
      if (Object.keys({ ...piles, ...base }).length === 0) localStorage.removeItem(name)
      else localStorage.setItem(name, JSON.stringify({ piles, base, server }))
    } catch {
      // A full or missing storage: it still lives as long as the page, and on the server.
    }
    for (const listener of listeners) listener()
  }
  /** The editions, after words came from elsewhere. */
  const turned = ({ piles, editions }: Content<Draft>, after: Piles<Draft>) => {
    const changed = Object.keys({ ...piles, ...after }).filter((name) => JSON.stringify(piles[name]?.[0]) !== JSON.stringify(after[name]?.[0]))
    return { ...editions, ...Object.fromEntries(changed.map((name) => [name, (editions[name] ?? 0) + 1])) }
  }
  const subscribe = subscription(listeners, (key) => {
    const written = [...shelves.keys()].filter((name) => key === null || key === name)
    for (const name of written) stale.add(name)
    return written.length > 0
  })

  const top = (shelf: Shelf, pile: string): Draft => {
    const first = read(shelf).piles[pile]?.[0]
    if (first !== undefined) return first
    const name = `${nameOf(shelf)} ${pile}`
    const blank = blanks.get(name) ?? empty()
    blanks.set(name, blank)
    return blank
  }
  /** Lays a pile as a person wants it. */
  const lay = (shelf: Shelf, pile: string, drafts: readonly Draft[], elsewhere: boolean) => {
    const content = read(shelf)
    const piles = map({ ...content.piles, [pile]: drafts }, (all) => all)
    blanks.delete(`${nameOf(shelf)} ${pile}`)
    write(shelf, { ...content, piles, editions: elsewhere ? { ...content.editions, [pile]: (content.editions[pile] ?? 0) + 1 } : content.editions })
    for (const listener of changeListeners) listener(shelf)
  }
  const inPile = (shelf: Shelf, pile: string) => read(shelf).piles[pile] ?? []

  return {
    isBegun,
    /** Puts one back that was sent and taken back: another wish, though in the same words. */
    putBack: (shelf: Shelf, pile: string, draft: Draft) => {
      lay(shelf, pile, [{ ...empty(), ...draft, id: crypto.randomUUID(), key: newIdempotencyKey() }, ...inPile(shelf, pile).filter(isBegun)], true)
    },
    /** Forgets the top one, because it was sent or thrown away. */
    drop: (shelf: Shelf, pile: string) => {
      lay(shelf, pile, inPile(shelf, pile).slice(1), true)
    },
    /** Takes the next one up, and lays the top one below the others. */
    turn: (shelf: Shelf, pile: string) => {
      const [first, ...others] = inPile(shelf, pile)
      if (first !== undefined) lay(shelf, pile, [...others, ...[first].filter(isBegun)], true)
    },
    change: (shelf: Shelf, pile: string, part: (before: Draft) => Partial<Draft>) => {
      const first = top(shelf, pile)
      lay(shelf, pile, [{ ...first, ...part(first), key: newIdempotencyKey() }, ...inPile(shelf, pile).slice(1)], false)
    },
    /** The top one, its edition, and how many lie below. */
    use: (shelf: Shelf, pile: string) => {
      const content = useSyncExternalStore(subscribe, useCallback(() => read(shelf), [shelf]))
      return { draft: top(shelf, pile), edition: content.editions[pile] ?? 0, below: Math.max(0, (content.piles[pile]?.length ?? 0) - 1) }
    },
    /** All that is begun, by name. */
    useAll: (shelf: Shelf): readonly (readonly [string, Draft])[] => {
      const { piles } = useSyncExternalStore(subscribe, useCallback(() => read(shelf), [shelf]))
      return Object.entries(begun(piles)).flatMap(([name, pile]) => pile.slice(0, 1).map((draft) => [name, draft] as const))
    },
    whenChanged: (listener: (shelf: Shelf) => void) => void changeListeners.add(listener),
    /** How a shelf and the server keep in step. */
    writing: (shelf: Shelf): Writing => ({
      name: nameOf(shelf),
      conversation: shelf.conversation,
      kind,
      server: () => read(shelf).server,
      dirty: () => !areAlike(begun(read(shelf).piles), read(shelf).base),
      content: () => {
        const piles = begun(read(shelf).piles)
        return Object.keys(piles).length === 0 ? '' : JSON.stringify(piles)
      },
      take: (found) => {
        const before = read(shelf)
        const theirs = parsed(found?.content ?? '')
        // What is not begun lies in nobody's way.
        const piles = map(merged(before.base, before.piles, theirs), (pile) => (pile.some(isBegun) ? pile.filter(isBegun) : pile))
        write(shelf, { piles, base: theirs, server: found?.version ?? 0, editions: turned(before, piles) })
        return null
      },
      saved: (version, content) => write(shelf, { ...read(shelf), base: parsed(content), server: version }),
    }),
  }
}
