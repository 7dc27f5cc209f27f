import './held.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { useFailureText } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { showFailure, showToast } from '../../ui/toast'
import { useDecideHeldMail } from './api/decide-held-mail'
import { heldMailQuery } from './api/held-mail'

/** Tells admins that automatic mail is held, and lets them decide about it. */
export function HeldBanner() {
  const { user } = useSession()
  return user.role === 'admin' ? <Banner /> : null
}

function Banner() {
  const { t } = useTexts()
  const { inboxes } = useSession()
  const held = useQuery(heldMailQuery()).data
  const failureText = useFailureText()
  const deciding = useDecideHeldMail()
  const [asking, setAsking] = useState(false)
  if (held === undefined || held.count === 0) return null
  const onError = (error: unknown) => showFailure(failureText(error))
  const nameOf = (id: string) => inboxes.find((inbox) => inbox.id === id)?.name ?? id
  return (
    <section className="held" aria-label={t('held.title')}>
      <Icon name="alert-triangle" />
      <div className="held-text">
        <p>
          <strong>{t('held.title')}</strong> {t('held.text')}
        </p>
        <ul>
          {held.inboxes.map((each) => (
            <li key={each.inbox}>
              {t(`held.why.${each.why}`, { count: each.count, inbox: nameOf(each.inbox) })} ·{' '}
              <RelativeTime at={each.since} />
            </li>
          ))}
        </ul>
      </div>
      <Button
        pending={deciding.isPending}
        onPress={() =>
          deciding.mutate('release', { onError, onSuccess: (count) => showToast(t('held.released', { count })) })
        }
      >
        {t('held.release')}
      </Button>
      <Button look="quiet" pending={deciding.isPending} onPress={() => setAsking(true)}>
        {t('held.discard')}
      </Button>
      <ConfirmDialog
        title={t('held.discardTitle')}
        text={t('held.discardText')}
        confirm={t('held.discard')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          deciding.mutate('discard', { onError, onSuccess: (count) => showToast(t('held.discarded', { count })) })
        }
      />
    </section>
  )
}
