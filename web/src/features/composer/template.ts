import type { Template, TemplateButton, TemplateGap } from '../../api/types'
import type { AttachedFile } from './api/upload'
import type { ChosenTemplate } from './drafts'
import { type ProductsFault, productsFaults } from './products'

/** All languages of one template, the one to propose first. */
export type TemplateChoice = { readonly name: string; readonly variants: readonly Template[]; readonly best: Template }

const gapPattern = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g

/**
 * Puts the languages of each template together. Proposed is one that can be sent, in the customer's language if
 * there is one, else in English, else any.
 */
export function choices(templates: readonly Template[], language: string): readonly TemplateChoice[] {
  const byName = new Map<string, Template[]>()
  for (const template of templates) byName.set(template.name, [...(byName.get(template.name) ?? []), template])
  return [...byName].map(([name, variants]) => ({
    name,
    variants,
    best: variants.reduce((best, each) => (rank(each, language) > rank(best, language) ? each : best)),
  }))
}

function rank(template: Template, language: string): number {
  const spoken = template.language.split(/[_-]/)[0]
  return (template.hindrance === null ? 4 : 0) + (spoken === language ? 2 : 0) + (spoken === 'en' ? 1 : 0)
}

/** A template with what is known filled in; what was filled in already for another language stays, its files as well. */
export function chosen(template: Template, before: ChosenTemplate | null): ChosenTemplate {
  const values: Record<string, string> = {}
  for (const gap of template.gaps) {
    const kept = before?.name === template.name ? before.values[gap.id] : undefined
    values[gap.id] = kept ?? gap.proposed ?? ''
  }
  return filled(template, values, before?.name === template.name ? before.files : [])
}

/** A template as far as its gaps and its files are there. */
export function filled(
  template: Template,
  values: Readonly<Record<string, string>>,
  chosenFiles: readonly (AttachedFile | null)[] = [],
): ChosenTemplate {
  const files = Array.from({ length: template.files.most }, (_, index) => chosenFiles[index] ?? null)
  return {
    name: template.name,
    language: template.language,
    values,
    files,
    ready:
      template.gaps.every((gap) => isFilled(template, gap, values[gap.id] ?? '')) &&
      files.every((file) => file !== null),
  }
}

function isFilled(template: Template, gap: TemplateGap, value: string): boolean {
  const optional = gap.place === 'products' && template.products?.least === 0
  return (optional || value.trim() !== '') && gapFault(template, gap, value) === null
}

/** What the API is told of a template that is to be sent. */
export function leavingTemplate({ name, language, values, files = [] }: ChosenTemplate) {
  return {
    template: { name, language, values: { ...values } },
    files: files.flatMap((file) => (file === null ? [] : [{ upload: file.upload, name: file.name, type: file.type }])),
  }
}

const degrees: Record<string, number> = { 'map.latitude': 90, 'map.longitude': 180 }
const number = /^[+-]?\d{1,3}(?:[.,]\d{1,15})?$/

/** What is wrong with a gap that is filled: no number of so many degrees, an end that is over, or its products. */
export type GapFault = { readonly kind: 'degrees'; readonly most: number } | { readonly kind: 'over' } | { readonly kind: ProductsFault }

/** What is wrong with what fills a gap; null where nothing is. */
export function gapFault(
  { products }: Pick<Template, 'products'>,
  gap: TemplateGap,
  value: string,
  now = Date.now(),
): GapFault | null {
  const written = value.trim()
  if (written === '') return null
  if (gap.place === 'products') {
    const kind = products === null ? undefined : productsFaults(products, value)[0]
    return kind === undefined ? null : { kind }
  }
  if (gap.place === 'offer') return Date.parse(written) > now ? null : { kind: 'over' }
  const most = degrees[gap.id]
  if (most === undefined) return null
  return number.test(written) && Math.abs(Number(written.replace(',', '.'))) <= most ? null : { kind: 'degrees', most }
}

/** Both coordinates of a place, as maps let them be copied; null when it is something else. */
export function coordinates(text: string): { readonly 'map.latitude': string; readonly 'map.longitude': string } | null {
  const [, latitude, longitude] = /^\s*(-?\d{1,2}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)\s*$/.exec(text) ?? []
  return latitude === undefined || longitude === undefined ? null : { 'map.latitude': latitude, 'map.longitude': longitude }
}

/** A piece of a template's text: words, or a gap. */
export type TextPiece = { readonly words: string } | { readonly gap: string }

/** Takes a text apart at its gaps, whose ids begin with its place: `header`, `body`, `card.0.body`. */
export function pieces(text: string, place: string): readonly TextPiece[] {
  const found: TextPiece[] = []
  let end = 0
  for (const match of text.matchAll(gapPattern)) {
    if (match.index > end) found.push({ words: text.slice(end, match.index) })
    found.push({ gap: `${place}.${match[1] ?? ''}` })
    end = match.index + match[0].length
  }
  if (end < text.length) found.push({ words: text.slice(end) })
  return found
}

/** What a gap is called where it has no name: the words around it. */
export function around(template: Template, gap: TemplateGap): string {
  const text = gap.place === 'header' ? template.header : sideOf(template, gap).body
  const all = pieces(text ?? '', gap.id.slice(0, gap.id.lastIndexOf('.')))
  const index = all.findIndex((piece) => 'gap' in piece && piece.gap === gap.id)
  const before = all[index - 1]
  const after = all[index + 1]
  const start = before !== undefined && 'words' in before ? lastWords(before.words) : ''
  const end = after !== undefined && 'words' in after ? firstWords(after.words) : ''
  // Where the sentence is over nothing follows: dots and a full stop are four dots.
  return `${start}…${/^\s*\./.test(end) ? '' : end}`
}

/** The card that a gap is on, or all of the template where it is on none. */
function sideOf(template: Template, gap: TemplateGap): Pick<Template, 'body' | 'buttons'> {
  return (gap.card === null ? undefined : template.cards[gap.card]) ?? template
}

/** The button that a gap belongs to. */
export function buttonOf(template: Template, gap: TemplateGap): TemplateButton | undefined {
  return gap.place === 'button' ? sideOf(template, gap).buttons[Number(gap.id.slice(gap.id.lastIndexOf('.') + 1))] : undefined
}

/** What one file is put in place of, all others staying. */
export function withFile(
  template: Template,
  { values, files = [] }: ChosenTemplate,
  place: number,
  file: AttachedFile | null,
): ChosenTemplate {
  return filled(template, values, Array.from({ length: template.files.most }, (_, each) => (each === place ? file : (files[each] ?? null))))
}

const shown = 3
const marks = /[*_~`]/g

function lastWords(text: string): string {
  const words = text.replaceAll(marks, '').trimEnd().replace(/^[\s,.;:!?]+/, '').split(/\s+/)
  return `${words.slice(-shown).join(' ').trim()}${/\s$/.test(text) ? ' ' : ''}`
}

function firstWords(text: string): string {
  const words = text.replaceAll(marks, '').trimStart().split(/\s+/)
  return `${/^\s/.test(text) ? ' ' : ''}${words.slice(0, shown).join(' ').trim()}`
}

/** Marks of WhatsApp's own in a text: bold, italic, struck out, of one width. */
export type Styled = { readonly text: string; readonly style: 'plain' | 'bold' | 'italic' | 'struck' | 'code' }

const styles = [
  ['```', 'code'],
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'struck'],
] as const

/** Reads the marks of WhatsApp in a text, as phones show them. */
export function styled(text: string): readonly Styled[] {
  return text
    .split(/(```[^`]+```|\*(?=\S)[^*\n]+(?<=\S)\*|_(?=\S)[^_\n]+(?<=\S)_|~(?=\S)[^~\n]+(?<=\S)~)/)
    .filter((part) => part !== '')
    .map((part) => {
      const known = styles.find(([mark]) => part.length > 2 * mark.length && part.startsWith(mark) && part.endsWith(mark))
      return known === undefined ? { text: part, style: 'plain' } : { text: part.slice(known[0].length, -known[0].length), style: known[1] }
    })
}

/** A template that matches what somebody typed, in its name or in its words. */
export function matches(choice: TemplateChoice, typed: string): boolean {
  const wanted = plain(typed)
  return (
    wanted === '' ||
    plain(title(choice.name)).includes(wanted) ||
    choice.variants.some((each) => plain([each.name, each.header ?? '', each.body, ...each.cards.map((card) => card.body)].join(' ')).includes(wanted))
  )
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

/** The name of a template as people read it. */
export function title(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const recentName = (user: string) => `relais.templates.${user}`
const mostRecent = 5

/** The templates that somebody sent last, the newest first. */
export function recentTemplates(user: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(recentName(user)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === 'string') : []
  } catch {
    return []
  }
}

export function rememberTemplate(user: string, name: string) {
  try {
    const names = [name, ...recentTemplates(user).filter((other) => other !== name)].slice(0, mostRecent)
    localStorage.setItem(recentName(user), JSON.stringify(names))
  } catch {
    // A full or missing storage: next time the list is in its usual order.
  }
}
