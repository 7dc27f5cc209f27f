import type { Label, RuleDraft, Team } from '../../api/types'
import type { Texts } from '../../i18n/texts'

/** A rule as one sentence: when it applies and what it does. */
export function ruleSentence(
  { t, language }: Texts,
  rule: RuleDraft,
  teams: readonly Team[],
  labels: readonly Label[],
): string {
  const either = new Intl.ListFormat(language, { type: 'disjunction' })
  const all = new Intl.ListFormat(language, { type: 'conjunction' })
  const places = either.format(rule.condition.places.map((place) => t(`rule.place.${place}`)))
  const words = either.format(rule.condition.words.map((word) => t('rule.word', { word })))
  const names = rule.actions.labels.flatMap((id) => labels.find((label) => label.id === id)?.name ?? [])
  const team = teams.find((each) => each.id === rule.actions.team)
  const actions = [
    ...(names.length > 0 ? [t('rule.does.label', { labels: all.format(names), count: names.length })] : []),
    ...(team ? [t('rule.does.team', { team: team.name })] : []),
    ...(rule.actions.close ? [t('rule.does.close')] : []),
  ]
  return t('rule.sentence', { places, words, actions: all.format(actions) })
}
