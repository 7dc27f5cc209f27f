import '../../ui/page.css'
import './inboxes.css'
import type { UseMutationResult } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, type SyntheticEvent, useState } from 'react'
import { isProblem, Problem } from '../../api/problem'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { usePageTitle } from '../../ui/page-title'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import type { Wrong } from './site-sections'

type SiteFormProps<Settings extends { name: string; version: number }> = {
  readonly saved: Settings
  readonly saving: UseMutationResult<Settings, Error, Settings>
  readonly onTheirs: () => Promise<Settings>
  readonly children: (now: Settings, change: (part: Partial<Settings>) => void, wrong: Wrong) => ReactNode
}

/** Their newer version with what was changed here put on top of it, part by part. */
function rebased<Settings extends object>({ base, now }: { readonly base: Settings; readonly now: Settings }, theirs: Settings) {
  const mine = Object.fromEntries(
    Object.entries(now).filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(base[part as keyof Settings])),
  )
  return { base: theirs, now: { ...theirs, ...mine } }
}

/** The settings of a chat or a contact form: changed here, saved as a whole, taken back with one press. */
export function SiteForm<Settings extends { name: string; version: number }>({ saved, saving, onTheirs, children }: SiteFormProps<Settings>) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const failureText = useFailureText()
  const [draft, setDraft] = useState({ base: saved, now: saved })
  const changed = JSON.stringify(draft.base) !== JSON.stringify(draft.now)
  const conflict = isProblem(saving.error, 409)
  usePageTitle(saved.name)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!changed || saving.isPending) return
    const before = draft.base
    saving.mutate(draft.now, {
      onSuccess: (after) => {
        setDraft({ base: after, now: after })
        showToast(t('inbox.saved', { name: after.name }), {
          label: t('inbox.undo'),
          run: () =>
            saving.mutate(
              { ...before, version: after.version },
              {
                onSuccess: (restored) => setDraft((mine) => rebased(mine, restored)),
                onError: (error) => showFailure(failureText(error)),
              },
            ),
        })
      },
    })
  }
  const wrong = (field: string) => {
    const problem = saving.error instanceof Problem ? saving.error.body : null
    return problem?.field === field ? (problem.detail ?? null) : null
  }
  return (
    <section className="page" aria-labelledby="site-title">
      <header className="page-head">
        <IconButton icon="arrow-left" label={t('inbox.back')} onPress={() => void navigate({ to: '/inboxes' })} />
        <h1 id="site-title">{saved.name}</h1>
      </header>
      <div className="page-body">
        <form className="page-inner" onSubmit={submit} noValidate>
          {children(draft.now, (part) => setDraft({ ...draft, now: { ...draft.now, ...part } }), wrong)}
          <footer className="inbox-foot">
            {saving.error !== null && (
              <p className="field-error" role="alert">
                {conflict ? t('inbox.conflict') : failureText(saving.error)}
              </p>
            )}
            {conflict && (
              <Button
                icon="refresh"
                onPress={() =>
                  void onTheirs().then((theirs) => {
                    setDraft((mine) => rebased(mine, theirs))
                    saving.reset()
                  })
                }
              >
                {t('inbox.takeTheirs')}
              </Button>
            )}
            <span className="inbox-foot-state" role="status">
              {changed ? t('inbox.unsaved') : ''}
            </span>
            <Button
              look="quiet"
              disabled={!changed}
              onPress={() => {
                setDraft({ base: draft.base, now: draft.base })
                saving.reset()
              }}
            >
              {t('inbox.discard')}
            </Button>
            <Button look="primary" type="submit" disabled={!changed} pending={saving.isPending}>
              {t('inbox.save')}
            </Button>
          </footer>
        </form>
      </div>
    </section>
  )
}
