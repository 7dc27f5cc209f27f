import '../../ui/page.css'
import './rules.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { isProblem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { Rule } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { Switch } from '../../ui/form'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { EmptyState, FailureState, Skeleton, useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useDeleteRule } from './api/delete-rule'
import { rulesQuery } from './api/rules'
import { useSaveRules } from './api/save-rule'
import { ruleSentence } from './rule-sentence'

/** All rules in the order in which they run. Admins change them, everybody can read them. */
export function RulesPage({ headStart }: { readonly headStart?: ReactNode }) {
  const { t } = useTexts()
  const { user } = useSession()
  const query = useQuery(rulesQuery())
  const admin = user.role === 'admin'
  usePageTitle(t('view.rules'))
  return (
    <section className="page" aria-labelledby="rules-title">
      <header className="page-head">
        {headStart}
        <h1 id="rules-title">{t('view.rules')}</h1>
        {admin && (
          <Link to="/rules/$rule" params={{ rule: 'new' }} className="button button-primary">
            <Icon name="plus" size={16} />
            {t('rules.create')}
          </Link>
        )}
      </header>
      <div className="page-body">
        <div className="page-inner">
          <p className="page-intro">{admin ? t('rules.intro') : t('rules.introReader')}</p>
          {query.isPending && <Skeleton inline="100%" block="4.5rem" />}
          {query.isError && query.data === undefined && (
            <FailureState error={query.error} onRetry={() => void query.refetch()} />
          )}
          {query.data?.length === 0 && (
            <EmptyState picture="rules" title={t('rules.emptyTitle')}>
              <p>{admin ? t('rules.emptyText') : t('rules.emptyReader')}</p>
            </EmptyState>
          )}
          {query.data !== undefined && query.data.length > 0 && (
            <ol className="rules-list" aria-label={t('view.rules')}>
              {query.data.map((rule, index) => (
                <RuleLine key={rule.id} rule={rule} rules={query.data} index={index} admin={admin} />
              ))}
            </ol>
          )}
        </div>
      </div>
    </section>
  )
}

type RuleLineProps = {
  readonly rule: Rule
  readonly rules: readonly Rule[]
  readonly index: number
  readonly admin: boolean
}

function RuleLine({ rule, rules, index, admin }: RuleLineProps) {
  const texts = useTexts()
  const { t } = texts
  const { teams, labels } = useSession()
  const failureText = useFailureText()
  const saving = useSaveRules()
  const deleting = useDeleteRule()
  const [asking, setAsking] = useState(false)
  const onError = (error: unknown) =>
    showFailure(isProblem(error, 409) || isProblem(error, 412) ? t('rules.changedMeanwhile') : failureText(error))
  const move = (step: 1 | -1) => {
    const other = rules[index + step]
    if (other === undefined) return
    saving.mutate(movedRules(rules, index, step), { onError })
  }
  return (
    <li className={rule.enabled ? 'rule' : 'rule rule-off'}>
      <div className="rule-text">
        <h2>
          {admin ? (
            <Link to="/rules/$rule" params={{ rule: rule.id }} className="text-link">
              {rule.name}
            </Link>
          ) : (
            rule.name
          )}
        </h2>
        <p>{ruleSentence(texts, rule, teams, labels)}</p>
      </div>
      {admin ? (
        <div className="rule-tools">
          <Switch
            selected={rule.enabled}
            label={t('rules.enabled', { name: rule.name })}
            onChange={(enabled) => saving.mutate([{ ...rule, enabled }], { onError })}
          >
            {null}
          </Switch>
          <IconButton icon="arrow-up" label={t('rules.moveUp', { name: rule.name })} disabled={index === 0} onPress={() => move(-1)} />
          <IconButton
            icon="arrow-down"
            label={t('rules.moveDown', { name: rule.name })}
            disabled={index === rules.length - 1}
            onPress={() => move(1)}
          />
          <IconButton icon="trash" label={t('rules.delete', { name: rule.name })} onPress={() => setAsking(true)} />
        </div>
      ) : (
        <span className="list-count">{rule.enabled ? t('rules.on') : t('rules.off')}</span>
      )}
      <ConfirmDialog
        title={t('rules.deleteTitle', { name: rule.name })}
        text={t('rules.deleteText')}
        confirm={t('rules.deleteConfirm')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          deleting.mutate(rule, { onError, onSuccess: () => showToast(t('rules.deleted', { name: rule.name })) })
        }
      />
    </li>
  )
}

/** The rules whose position changes when one moves by a step; only those have to be written. */
export function movedRules(rules: readonly Rule[], index: number, step: 1 | -1): Rule[] {
  const order = [...rules]
  const [moving] = order.splice(index, 1)
  if (moving === undefined) return []
  order.splice(index + step, 0, moving)
  return order
    .map((rule, position) => ({ ...rule, position: position + 1 }))
    .filter((rule) => rules.find((each) => each.id === rule.id)?.position !== rule.position)
}
