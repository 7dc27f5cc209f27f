import '../../ui/page.css'
import './rules.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type SyntheticEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { newIdempotencyKey } from '../../api/client'
import { isProblem, Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { Rule, RuleDraft, TeamId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { Checkbox, Switch, TextField } from '../../ui/form'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { LabelChip } from '../../ui/label-chip'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { useCreateRule } from './api/create-rule'
import { rulesQuery } from './api/rules'
import { useSaveRules } from './api/save-rule'
import { ruleSentence } from './rule-sentence'

/** Creates a rule (`new`) or changes one. */
export function RuleEditor({ id }: { readonly id: string }) {
  const { t } = useTexts()
  const query = useQuery(rulesQuery())
  if (query.isPending) return <Skeleton inline="100%" block="20rem" />
  if (query.data === undefined) return <FailureState error={query.error} onRetry={() => void query.refetch()} />
  const rule = query.data.find((each) => each.id === id)
  if (id !== 'new' && rule === undefined) {
    return (
      <section className="page">
        <div className="page-body">
          <p className="page-intro">{t('rules.gone')}</p>
        </div>
      </section>
    )
  }
  const last = Math.max(0, ...query.data.map((each) => each.position))
  return <RuleForm key={id} rule={rule ?? null} nextPosition={last + 1} />
}

function emptyRule(position: number): RuleDraft {
  return {
    name: '',
    enabled: true,
    position,
    condition: { places: ['subject', 'body'], words: [] },
    actions: { labels: [], team: null, close: false },
  }
}

type RuleFormProps = { readonly rule: Rule | null; readonly nextPosition: number }

function RuleForm({ rule, nextPosition }: RuleFormProps) {
  const texts = useTexts()
  const { t } = texts
  const { teams, labels, user } = useSession()
  const navigate = useNavigate()
  const failureText = useFailureText()
  const creating = useCreateRule()
  const saving = useSaveRules()
  const [draft, setDraft] = useState<RuleDraft>(() => rule ?? emptyRule(nextPosition))
  const [key, setKey] = useState(newIdempotencyKey)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const { condition, actions } = draft
  const missing = missingParts(draft)
  usePageTitle(rule === null ? t('rules.createTitle') : t('rules.editTitle', { name: rule.name }))
  const done = () => void navigate({ to: '/rules' })
  const onError = (error: unknown) => {
    // It was refused: what is tried next is another attempt.
    if (error instanceof Problem) setKey(newIdempotencyKey())
    setFailure(isProblem(error, 409) || isProblem(error, 412) ? t('rules.changedMeanwhile') : failureText(error))
  }

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    setFailure(null)
    if (missing.length > 0) return
    const onSuccess = () => {
      showToast(t('rules.saved', { name: draft.name }))
      done()
    }
    if (rule === null) creating.mutate({ draft, idempotencyKey: key }, { onSuccess, onError })
    else saving.mutate([{ ...rule, ...draft }], { onSuccess, onError })
  }

  if (user.role !== 'admin') return null
  return (
    <section className="page" aria-labelledby="rule-title">
      <header className="page-head">
        <IconButton icon="arrow-left" label={t('rules.back')} onPress={done} />
        <h1 id="rule-title">{rule === null ? t('rules.createTitle') : t('rules.editTitle', { name: rule.name })}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          <form className="rule-form" onSubmit={submit} noValidate>
            <TextField
              label={t('rule.name')}
              value={draft.name}
              autoFocus={rule === null}
              onChange={(name) => setDraft({ ...draft, name })}
              error={tried && missing.includes('name') ? t('rule.missing.name') : null}
            />
            <fieldset>
              <legend>{t('rule.when')}</legend>
              <div className="rule-choices" role="group" aria-label={t('rule.places')}>
                {(['subject', 'body'] as const).map((place) => (
                  <Checkbox
                    key={place}
                    selected={condition.places.includes(place)}
                    onChange={(on) =>
                      setDraft({
                        ...draft,
                        condition: {
                          ...condition,
                          places: (['subject', 'body'] as const).filter((each) =>
                            each === place ? on : condition.places.includes(each),
                          ),
                        },
                      })
                    }
                  >
                    {t(`rule.placeLabel.${place}`)}
                  </Checkbox>
                ))}
              </div>
              {tried && missing.includes('places') && <p className="field-error">{t('rule.missing.places')}</p>}
              <WordsField
                words={condition.words}
                error={tried && missing.includes('words') ? t('rule.missing.words') : null}
                onChange={(words) => setDraft({ ...draft, condition: { ...condition, words: [...words] } })}
              />
            </fieldset>
            <fieldset>
              <legend>{t('rule.then')}</legend>
              <div className="rule-choices" role="group" aria-label={t('rule.labels')}>
                {labels.map((label) => (
                  <Checkbox
                    key={label.id}
                    selected={actions.labels.includes(label.id)}
                    onChange={(on) =>
                      setDraft({
                        ...draft,
                        actions: {
                          ...actions,
                          labels: on
                            ? [...actions.labels, label.id]
                            : actions.labels.filter((each) => each !== label.id),
                        },
                      })
                    }
                  >
                    <LabelChip name={label.name} colour={label.colour} />
                  </Checkbox>
                ))}
              </div>
              <label className="field">
                <span className="field-label">{t('rule.team')}</span>
                <select
                  className="select"
                  value={actions.team ?? ''}
                  onChange={(event) =>
                    setDraft({
                      ...draft,
                      actions: { ...actions, team: event.target.value === '' ? null : (event.target.value as TeamId) },
                    })
                  }
                >
                  <option value="">{t('rule.keepTeam')}</option>
                  {teams.map((team) => (
                    <option key={team.id} value={team.id}>
                      {team.name}
                    </option>
                  ))}
                </select>
              </label>
              <Checkbox
                selected={actions.close}
                onChange={(close) => setDraft({ ...draft, actions: { ...actions, close } })}
              >
                {t('rule.close')}
              </Checkbox>
              {tried && missing.includes('actions') && <p className="field-error">{t('rule.missing.actions')}</p>}
            </fieldset>
            {missing.length === 0 && (
              <p className="page-intro" role="status">
                {ruleSentence(texts, draft, teams, labels)}
              </p>
            )}
            {failure !== null && (
              <p className="field-error" role="alert">
                {failure}
              </p>
            )}
            <div className="rule-foot">
              <span className="rule-foot-start">
                <Switch selected={draft.enabled} onChange={(enabled) => setDraft({ ...draft, enabled })}>
                  {t('rule.enabled')}
                </Switch>
              </span>
              <Button look="quiet" onPress={done}>
                {t('dialog.cancel')}
              </Button>
              <Button look="primary" type="submit" pending={creating.isPending || saving.isPending}>
                {t('rule.save')}
              </Button>
            </div>
          </form>
        </div>
      </div>
    </section>
  )
}

/** What a rule still lacks before it can be saved. */
export function missingParts(draft: RuleDraft): readonly ('name' | 'places' | 'words' | 'actions')[] {
  const { condition, actions } = draft
  return [
    ...(draft.name.trim() === '' ? (['name'] as const) : []),
    ...(condition.places.length === 0 ? (['places'] as const) : []),
    ...(condition.words.length === 0 ? (['words'] as const) : []),
    ...(actions.labels.length === 0 && actions.team === null && !actions.close ? (['actions'] as const) : []),
  ]
}

type WordsFieldProps = {
  readonly words: readonly string[]
  readonly error: string | null
  readonly onChange: (words: readonly string[]) => void
}

function WordsField({ words, error, onChange }: WordsFieldProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const add = () => {
    const added = text.split(/[,;]/).map((word) => word.trim()).filter((word) => word !== '' && !words.includes(word))
    if (added.length > 0) onChange([...words, ...new Set(added)])
    setText('')
  }
  return (
    <div className="field">
      <TextField label={t('rule.words')} hint={t('rule.wordsHint')} value={text} onChange={setText} error={error} onEnter={add} onLeave={add} />
      <ul className="words" aria-label={t('rule.words')}>
        {words.map((word) => (
          <li key={word} className="word">
            {word}
            <AriaButton
              aria-label={t('rule.removeWord', { word })}
              onPress={() => onChange(words.filter((each) => each !== word))}
            >
              <Icon name="close" size={13} />
            </AriaButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
