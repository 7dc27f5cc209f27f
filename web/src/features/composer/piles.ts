/** What is written here lies on top of each other by name: the first is being written, the next comes up when that was sent. */
export type Piles<Draft> = Readonly<Record<string, readonly Draft[]>>

type Named = { readonly id: string }

/**
 * What two devices wrote since they last agreed, as one: what only one of them changed, sent or threw away counts. A
 * draft that both changed is kept twice, and one that was sent here and changed there is kept as it was changed.
 *
 * @param base what they agreed on
 * @param ours lies on top where both have something
 */
export function merged<Draft extends Named>(base: Piles<Draft>, ours: Piles<Draft>, theirs: Piles<Draft>): Piles<Draft> {
  return Object.fromEntries(
    [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
      .map((name) => [name, mergedPile(base[name] ?? [], ours[name] ?? [], theirs[name] ?? [])] as const)
      .filter(([, pile]) => pile.length > 0),
  )
}

function mergedPile<Draft extends Named>(base: readonly Draft[], ours: readonly Draft[], theirs: readonly Draft[]): readonly Draft[] {
  const ids = new Set([...ours, ...theirs].map(({ id }) => id))
  return [...ids].flatMap((id) => {
    const before = wordsOf(find(base, id))
    const our = find(ours, id)
    const their = find(theirs, id)
    if (wordsOf(our) === before || wordsOf(our) === wordsOf(their)) return their ?? []
    if (wordsOf(their) === before || their === undefined) return our ?? []
    return our === undefined ? their : [our, { ...their, id: crypto.randomUUID() }]
  })
}

/** Whether two hold the same drafts, in whatever order. */
export function areAlike<Draft extends Named>(some: Piles<Draft>, others: Piles<Draft>): boolean {
  const words = (piles: Piles<Draft>) =>
    Object.entries(piles)
      .flatMap(([name, pile]) => pile.map((draft) => `${name} ${wordsOf(draft)}`))
      .sort()
      .join('\n')
  return words(some) === words(others)
}

const find = <Draft extends Named>(pile: readonly Draft[], id: string) => pile.find((draft) => draft.id === id)

function wordsOf(draft: Named | undefined): string {
  return draft === undefined ? '' : JSON.stringify(draft)
}
