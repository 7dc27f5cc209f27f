import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import en from './en.json'
import fr from './fr.json'
import it from './it.json'
import nl from './nl.json'
import type { MessageKey } from './texts'

const others = { fr, it, nl }
const keys = Object.keys(en) as MessageKey[]

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** Names and kinds of everything a message is given, however deep it stands. */
function placeholders(parts: readonly Part[]): string[] {
  const found = parts.flatMap((part): string[] => {
    if ('options' in part) {
      const inside = Object.values(part.options).flatMap((option) => placeholders(option.value))
      return [`{${part.value}, ${part.type}}`, ...inside]
    }
    if ('children' in part) return [`<${part.value}>`, ...placeholders(part.children)]
    // Neither literal text nor the "#" of a plural is something that is given.
    return 'value' in part && !isLiteral(part) ? [`{${part.value}}`] : []
  })
  return [...new Set(found)].sort()
}

function isLiteral(part: Part): boolean {
  const literal = new IntlMessageFormat('text', 'en').getAst()[0]
  return part.type === literal?.type
}

describe.each(Object.entries(others))('the catalogue %s', (language, catalogue) => {
  test('has exactly the texts of the English one', () => {
    expect(Object.keys(catalogue)).toEqual(keys)
  })

  test('gives each text the same values and elements', () => {
    for (const key of keys) {
      const mine = placeholders(new IntlMessageFormat(catalogue[key], language).getAst())
      expect([key, mine]).toEqual([key, placeholders(new IntlMessageFormat(en[key], 'en').getAst())])
    }
  })

  test('leaves no text empty', () => {
    expect(keys.filter((key) => catalogue[key].trim() === '')).toEqual([])
  })
})
