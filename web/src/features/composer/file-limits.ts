import type { FileLimits } from '../../api/types'
import type { Texts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'

type Sized = { readonly name: string; readonly type: string; readonly size: number }

/** What kind of file the channel has a word for; the catalogue has its own. */
const kinds = ['image', 'audio', 'voice', 'video', 'animation', 'document'] as const
type Kind = (typeof kinds)[number]

/** Why a file cannot go along with those before it; null when it can. */
export function fileObjection(
  { t, language }: Texts,
  limits: FileLimits,
  before: readonly Sized[],
  file: Sized,
): string | null {
  if (before.length >= limits.most) return t('attach.tooMany', { most: limits.most })
  const type = plainType(file.type)
  const sorts = limits.sorts.filter((sort) => sort.types.length === 0 || sort.types.includes(type))
  if (sorts.length === 0) return t('attach.wrongKind', { kinds: kindNames(t, language, limits) })
  const largest = Math.max(...sorts.map((sort) => sort.bytes))
  if (file.size > largest) return t('attach.tooLarge', { most: fileSize(language, largest) })
  const together = before.reduce((sum, each) => sum + each.size, file.size)
  return together > limits.together ? t('attach.tooLargeTogether', { most: fileSize(language, limits.together) }) : null
}

/** What may go along, in a sentence, for whoever is about to choose. */
export function limitsInWords({ t, language }: Texts, limits: FileLimits): string {
  const sizes = new Map<Kind, number>()
  for (const sort of limits.sorts) {
    const kind = kindOf(sort.kind)
    if (kind !== null) sizes.set(kind, Math.max(sizes.get(kind) ?? 0, sort.bytes))
  }
  const list = [...sizes].map(([kind, bytes]) => t('attach.kindUpTo', { kind: t(`attach.kind.${kind}`), most: fileSize(language, bytes) }))
  return t('attach.limits', {
    most: limits.most,
    kinds: new Intl.ListFormat(language, { type: 'unit' }).format(list),
    together: fileSize(language, limits.together),
  })
}

function kindNames(t: Texts['t'], language: string, limits: FileLimits): string {
  const known = new Set(limits.sorts.flatMap((sort) => kindOf(sort.kind) ?? []))
  return new Intl.ListFormat(language, { type: 'disjunction' }).format([...known].map((kind) => t(`attach.kind.${kind}`)))
}

function kindOf(word: string): Kind | null {
  return kinds.find((kind) => kind === word) ?? null
}

function plainType(type: string): string {
  const plain = type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return plain === '' ? 'application/octet-stream' : plain
}
