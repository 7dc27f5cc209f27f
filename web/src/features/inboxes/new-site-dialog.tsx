import { useNavigate } from '@tanstack/react-router'
import { type SyntheticEvent, useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import { useSession } from '../../api/session'
import type { InboxId, TeamId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/form'
import { useFailureText } from '../../ui/states'
import { useCreateSite } from './api/sites'

type NewSiteDialogProps = { readonly kind: 'chats' | 'forms'; readonly onClose: () => void }

/** Asks for what a chat or a form cannot be without, and opens the rest. */
export function NewSiteDialog({ kind, onClose }: NewSiteDialogProps) {
  const { t } = useTexts()
  const { teams, inboxes } = useSession()
  const navigate = useNavigate()
  const failureText = useFailureText()
  const creating = useCreateSite()
  // One wish, however often it is sent; a changed one is another.
  const [key, setKey] = useState(newIdempotencyKey)
  const mails = inboxes.filter((inbox) => inbox.channel === 'email')
  const [name, setName] = useState('')
  const [team, setTeam] = useState<TeamId | undefined>(teams[0]?.id)
  const [mail, setMail] = useState<InboxId | null>(mails[0]?.id ?? null)
  const change = (set: () => void) => {
    set()
    setKey(newIdempotencyKey())
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (team === undefined || creating.isPending) return
    creating.mutate(
      { kind, name, team, mail, idempotencyKey: key },
      {
        onSuccess: ({ id }) => {
          onClose()
          void navigate({ to: kind === 'chats' ? '/inboxes/$inbox/chat' : '/inboxes/$inbox/form', params: { inbox: id } })
        },
      },
    )
  }
  return (
    <Dialog title={t(kind === 'chats' ? 'site.newChat' : 'site.newForm')} open onClose={onClose}>
      <form className="inbox-new" onSubmit={submit} noValidate>
        <p>{t(kind === 'chats' ? 'site.newChatText' : 'site.newFormText')}</p>
        <TextField label={t('inbox.name')} value={name} autoFocus onChange={(text) => change(() => setName(text))} />
        {kind === 'chats' && (
          <label className="field">
            <span className="field-label">{t('inboxes.team')}</span>
            <select className="select" value={team} onChange={(event) => change(() => setTeam(event.target.value as TeamId))}>
              {teams.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <MailChoice kind={kind} value={mail} onChange={(next) => change(() => setMail(next))} />
        {creating.error !== null && (
          <p className="field-error" role="alert">
            {failureText(creating.error)}
          </p>
        )}
        <div className="modal-foot">
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="primary" type="submit" pending={creating.isPending}>
            {t('inbox.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type MailChoiceProps = {
  readonly kind: 'chats' | 'forms'
  readonly value: InboxId | null
  readonly onChange: (mail: InboxId | null) => void
}

/** The inbox for mail in which a chat goes on, or in which a form's messages begin. */
export function MailChoice({ kind, value, onChange }: MailChoiceProps) {
  const { t } = useTexts()
  const { inboxes } = useSession()
  return (
    <label className="field">
      <span className="field-label">{t(kind === 'chats' ? 'site.mailChat' : 'site.mailForm')}</span>
      <select
        className="select"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : (event.target.value as InboxId))}
      >
        {kind === 'chats' && <option value="">{t('site.noMail')}</option>}
        {inboxes
          .filter((inbox) => inbox.channel === 'email')
          .map((inbox) => (
            <option key={inbox.id} value={inbox.id}>
              {inbox.name} ({inbox.address})
            </option>
          ))}
      </select>
    </label>
  )
}
