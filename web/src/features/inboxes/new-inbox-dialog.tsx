import { useNavigate } from '@tanstack/react-router'
import { type SyntheticEvent, useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import { useSession } from '../../api/session'
import type { TeamId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/form'
import { useFailureText } from '../../ui/states'
import { useCreateInbox } from './api/create-inbox'

/** Asks for what an inbox cannot be without, and opens the rest. */
export function NewInboxDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts()
  const { teams } = useSession()
  const navigate = useNavigate()
  const failureText = useFailureText()
  const creating = useCreateInbox()
  // One wish, however often it is sent; a changed one is another.
  const [key, setKey] = useState(newIdempotencyKey)
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [team, setTeam] = useState<TeamId | undefined>(teams[0]?.id)
  const change = (set: () => void) => {
    set()
    setKey(newIdempotencyKey())
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (team === undefined || creating.isPending) return
    creating.mutate(
      { name, address, team, idempotencyKey: key },
      {
        onSuccess: (inbox) => {
          onClose()
          void navigate({ to: '/inboxes/$inbox', params: { inbox: inbox.id } })
        },
      },
    )
  }
  return (
    <Dialog title={t('inbox.newTitle')} open onClose={onClose}>
      <form className="inbox-new" onSubmit={submit} noValidate>
        <p>{t('inbox.newText')}</p>
        <TextField label={t('inbox.name')} value={name} autoFocus onChange={(text) => change(() => setName(text))} />
        <TextField label={t('inbox.address')} value={address} onChange={(text) => change(() => setAddress(text))} />
        <label className="field">
          <span className="field-label">{t('inboxes.team')}</span>
          <select
            className="select"
            value={team}
            onChange={(event) => change(() => setTeam(event.target.value as TeamId))}
          >
            {teams.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
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
