import { useRef } from 'react'
import { Button } from 'react-aria-components'
import { newIdempotencyKey } from '../../api/client'
import { useSession } from '../../api/session'
import type { ConversationDetail, Entry } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { useNow } from '../../ui/now'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useCallCustomer } from './api/call-customer'

/** As the server counts it: a call that nothing is heard of for so long is over. */
const ringsFor = 2 * 60_000

/** Calls back who called: through the inbox where one's own number is known, else by a link. */
export function CallBack({ detail }: { readonly detail: ConversationDetail }) {
  const { t } = useTexts()
  const { user } = useSession()
  const number = detail.contact.identities.find((identity) => identity.kind === 'phone')?.value
  if (number === undefined) return <span className="composer-spoken">{t('call.noNumber')}</span>
  if (user.telephone !== null && detail.merged === null) return <ThroughInbox detail={detail} number={number} />
  return (
    <a className="composer-tab composer-call" href={`tel:${number}`}>
      <Icon name="phone" size={16} />
      <span>
        {t('call.back')} <bdi>{number}</bdi>
      </span>
    </a>
  )
}

function ThroughInbox({ detail, number }: { readonly detail: ConversationDetail; readonly number: string }) {
  const { t } = useTexts()
  const now = useNow()
  const failureText = useFailureText()
  const calling = useCallCustomer(detail.conversation.id, (error) => showFailure(failureText(error)))
  // One wish until its answer is here, however often the button is pressed.
  const key = useRef<string | null>(null)
  const busy = calling.isPending || detail.timeline.some((entry) => isUnderWay(entry, now))
  const press = () => {
    if (key.current !== null) return
    key.current = newIdempotencyKey()
    calling.mutate(key.current, {
      onSuccess: () => showToast(t('call.ringsYou')),
      onSettled: () => {
        key.current = null
      },
    })
  }
  return (
    <Button className="composer-tab composer-call" isDisabled={busy} onPress={press}>
      <Icon name="phone" size={16} />
      <span>
        {t(busy ? 'call.calling' : 'call.back')} <bdi>{number}</bdi>
      </span>
    </Button>
  )
}

function isUnderWay(entry: Entry, now: number): boolean {
  return (
    entry.kind === 'message' &&
    entry.direction === 'out' &&
    now - Date.parse(entry.at) < ringsFor &&
    (entry.chat?.parts.some((part) => part.part === 'call' && part.outcome === 'calling') ?? false)
  )
}
