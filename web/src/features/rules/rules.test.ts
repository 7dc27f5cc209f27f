import { expect, test } from 'vitest'
import { textsOf } from '../../i18n/texts'
import en from '../../i18n/en.json'
import type { Label, Rule, RuleDraft, RuleId, Team } from '../../api/types'
import { missingParts } from './rule-editor'
import { ruleSentence } from './rule-sentence'
import { movedRules } from './rules-page'

const draft: RuleDraft = {
  name: 'Invoices',
  enabled: true,
  position: 1,
  condition: { places: ['subject', 'body'], words: ['invoice', 'facture'] },
  actions: { labels: ['invoice' as never], team: 'finance' as never, close: false },
}
const rules: Rule[] = ['a', 'b', 'c'].map((id, index) => ({ ...draft, id: id as RuleId, version: 1, position: index + 1 }))

test('moving a rule writes only the two that change places', () => {
  expect(movedRules(rules, 1, -1).map(({ id, position }) => [id, position])).toEqual([
    ['b', 1],
    ['a', 2],
  ])
})

test('positions with gaps are closed on the way', () => {
  const gaps = rules.map((rule) => ({ ...rule, position: rule.position * 10 }))
  expect(movedRules(gaps, 0, 1).map(({ id, position }) => [id, position])).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 3],
  ])
})

test('a rule is told in one sentence', () => {
  const teams = [{ id: 'finance', name: 'Finance' }] as unknown as Team[]
  const labels = [{ id: 'invoice', name: 'Invoice', colour: 'green' }] as unknown as Label[]
  expect(ruleSentence(textsOf('en', en), draft, teams, labels)).toBe(
    'When the subject or the text contains “invoice” or “facture”, it adds the label Invoice and moves it to Finance.',
  )
})

test('a rule that says nothing lacks everything', () => {
  expect(
    missingParts({ ...draft, name: ' ', condition: { places: [], words: [] }, actions: { labels: [], team: null, close: false } }),
  ).toEqual(['name', 'places', 'words', 'actions'])
})
