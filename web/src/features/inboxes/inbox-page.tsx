import '../../ui/page.css'
import './inboxes.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type SyntheticEvent, useEffect, useState } from 'react'
import { isProblem, Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { InboxId, InboxSettings } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { usePageTitle } from '../../ui/page-title'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { AcknowledgementSection } from './acknowledgement-section'
import { AddressesSection } from './addresses-section'
import { inboxSettingsQuery } from './api/inbox-settings'
import { useSaveInboxSettings } from './api/save-inbox-settings'
import { HoursSection } from './hours-section'
import { changedParts, keepDraft, keptDraft, rebased } from './inbox-draft'
import { OutgoingSection } from './outgoing-section'
import { PolicySection } from './policy-section'
import type { SectionProps, SignatureField } from './section'

type InboxPageProps = { readonly id: InboxId; readonly signatureField: SignatureField }

/** Everything that can be set on an inbox for mail. For admins. */
export function InboxPage({ id, signatureField }: InboxPageProps) {
  const { user } = useSession()
  const query = useQuery(inboxSettingsQuery(id))
  if (user.role !== 'admin') return null
  if (query.data === undefined) {
    return query.isError ? (
      <FailureState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton inline="100%" block="20rem" />
    )
  }
  return <InboxForm key={id} saved={query.data} signatureField={signatureField} />
}

type InboxFormProps = { readonly saved: InboxSettings; readonly signatureField: SignatureField }

function InboxForm({ saved, signatureField }: InboxFormProps) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const client = useQueryClient()
  const failureText = useFailureText()
  const saving = useSaveInboxSettings()
  const [draft, setDraft] = useState(() => keptDraft(saved.id) ?? { base: saved, now: saved })
  const inbox = draft.now
  const changed = changedParts(draft).length > 0
  const conflict = isProblem(saving.error, 409)
  usePageTitle(saved.name)
  useEffect(() => keepDraft(draft), [draft])

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!changed || saving.isPending) return
    const before = draft.base
    saving.mutate(inbox, {
      onSuccess: (after) => {
        setDraft({ base: after, now: after })
        showToast(t('inbox.saved', { name: after.name }), {
          label: t('inbox.undo'),
          run: () => restore(before, after),
        })
      },
    })
  }
  const restore = (before: InboxSettings, after: InboxSettings) =>
    saving.mutate(
      { ...before, version: after.version },
      {
        onSuccess: (restored) => setDraft((now) => rebased(now, restored)),
        onError: (error) => showFailure(failureText(error)),
      },
    )
  const takeTheirs = async () => {
    const theirs = await client.query({ ...inboxSettingsQuery(saved.id), staleTime: 0 })
    setDraft((mine) => rebased(mine, theirs))
    saving.reset()
  }
  const section: SectionProps = {
    inbox,
    onChange: (change) => setDraft({ ...draft, now: { ...inbox, ...change } }),
    wrong: (field) => {
      const problem = saving.error instanceof Problem ? saving.error.body : null
      return problem?.field === field ? (problem.detail ?? null) : null
    },
  }
  return (
    <section className="page" aria-labelledby="inbox-title">
      <header className="page-head">
        <IconButton icon="arrow-left" label={t('inbox.back')} onPress={() => void navigate({ to: '/inboxes' })} />
        <h1 id="inbox-title">{saved.name}</h1>
        <Button
          icon="globe"
          onPress={() => void navigate({ to: '/inboxes/$inbox/connection', params: { inbox: saved.id } })}
        >
          {t('connection.open')}
        </Button>
      </header>
      <div className="page-body">
        <form className="page-inner" onSubmit={submit} noValidate>
          <AddressesSection {...section} />
          <OutgoingSection {...section} signatureField={signatureField} />
          <PolicySection {...section} />
          <HoursSection hours={inbox.hours} onChange={(hours) => section.onChange({ hours })} wrong={section.wrong} />
          <AcknowledgementSection {...section} />
          <footer className="inbox-foot">
            {saving.error !== null && (
              <p className="field-error" role="alert">
                {conflict ? t('inbox.conflict') : failureText(saving.error)}
              </p>
            )}
            {conflict && (
              <Button icon="refresh" onPress={() => void takeTheirs()}>
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
