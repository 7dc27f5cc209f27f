import '../../ui/page.css'
import './composer.css'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { WritingHabit } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/form'
import { usePageTitle } from '../../ui/page-title'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { useKeepWritingHabit, writingHabitQuery } from './api/writing-habit'
import { WritingField } from './writing-field'

/** Where everybody says how their own mail looks: the signature, and whether it quotes. */
export function WritingPage({ headStart }: { readonly headStart?: ReactNode }) {
  const { t } = useTexts()
  const habit = useQuery(writingHabitQuery())
  usePageTitle(t('view.writing'))
  return (
    <section className="page" aria-labelledby="writing-title">
      <header className="page-head">
        {headStart}
        <h1 id="writing-title">{t('view.writing')}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          {habit.isPending && <Skeleton inline="100%" block="8rem" />}
          {habit.isError && habit.data === undefined && (
            <FailureState error={habit.error} onRetry={() => void habit.refetch()} />
          )}
          {habit.data !== undefined && <HabitForm kept={habit.data} />}
        </div>
      </div>
    </section>
  )
}

function HabitForm({ kept }: { readonly kept: WritingHabit }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const keeping = useKeepWritingHabit()
  const [habit, setHabit] = useState(kept)
  const changed = habit.signature !== kept.signature || habit.quotes !== kept.quotes
  return (
    <form
      className="habit"
      onSubmit={(event) => {
        event.preventDefault()
        keeping.mutate(habit, {
          onSuccess: (now) => {
            setHabit(now)
            showToast(t('writing.saved'))
          },
        })
      }}
    >
      <h2 id="habit-signature">{t('writing.signature')}</h2>
      <p className="field-hint">{t('writing.signatureHint')}</p>
      <WritingField
        label={t('writing.signature')}
        placeholder={t('writing.signatureEmpty')}
        describedBy="habit-signature"
        html={kept.signature ?? ''}
        revision={0}
        focused={false}
        rich
        placeholders
        onChange={(html) => setHabit((before) => ({ ...before, signature: html === '' ? null : html }))}
        onEnter={() => false}
        onEscape={() => undefined}
      />
      <Checkbox selected={habit.quotes} onChange={(quotes) => setHabit((before) => ({ ...before, quotes }))}>
        {t('writing.quotes')}
      </Checkbox>
      {keeping.isError && (
        <p className="writing-failure" role="alert">
          {failureText(keeping.error)}
        </p>
      )}
      <Button type="submit" look="primary" disabled={!changed} pending={keeping.isPending}>
        {t('writing.save')}
      </Button>
    </form>
  )
}
