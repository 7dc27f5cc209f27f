import './contact.css'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Contact, ConversationId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/button'
import { channelIcon } from '../../ui/channel'
import { Icon, type IconName } from '../../ui/icon'
import { Skeleton } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { showToast } from '../../ui/toast'

const CallLog = lazy(() => import('./call-log').then((module) => ({ default: module.CallLog })))

type ContactPanelProps = {
  readonly contact: Contact
  readonly current: ConversationId
  readonly list: string
}

/** The person outside: how they can be reached, and what they wrote about before. */
export function ContactPanel({ contact, current, list }: ContactPanelProps) {
  const { t } = useTexts()
  const others = contact.conversations.filter((conversation) => conversation.id !== current)
  return (
    <div className="contact">
      <div className="contact-head">
        <Avatar name={contact.name} of={contact.id} size="large" />
        <h2>{contact.name}</h2>
      </div>
      <section>
        <h3>{t('contact.identities')}</h3>
        <ul>
          {contact.identities.map((identity) => (
            <li key={`${identity.kind} ${identity.value}`} className="contact-identity">
              <Icon name={iconOf(identity.kind)} size={16} />
              <span title={identity.value}>{identity.value}</span>
              <IconButton
                icon="copy"
                label={t('contact.copy', { value: identity.value })}
                onPress={() =>
                  void navigator.clipboard
                    .writeText(identity.value)
                    .then(() => showToast(t('toast.copied', { text: identity.value })))
                }
              />
            </li>
          ))}
        </ul>
      </section>
      {contact.identities.some((identity) => identity.kind === 'phone' || identity.kind === 'voice') && (
        <Calls key={current} of={current} list={list} />
      )}
      <section>
        <h3>{t('contact.previous')}</h3>
        {others.length === 0 && <p className="contact-none">{t('contact.noPrevious')}</p>}
        <ul>
          {others.map((conversation) => (
            <li key={conversation.id}>
              <Link
                className="contact-conversation"
                to="/list/$list/$conversation"
                params={{ list, conversation: conversation.id }}
              >
                <span>{conversation.subject || t('conversation.noSubject')}</span>
                <span>
                  #{conversation.caseNumber} · <RelativeTime at={conversation.createdAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** The calls are asked for once somebody wants to see them. */
function Calls({ of, list }: { readonly of: ConversationId; readonly list: string }) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <section>
      <h3>
        <Button className="contact-fold" aria-expanded={open} onPress={() => setOpen(!open)}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={16} />
          {t('calls.title')}
        </Button>
      </h3>
      {open && (
        <Suspense fallback={<Skeleton inline="100%" block="3rem" />}>
          <CallLog of={of} list={list} />
        </Suspense>
      )}
    </section>
  )
}

function iconOf(kind: string): IconName {
  switch (kind) {
    case 'email':
      return 'mail'
    case 'phone':
    case 'voice':
      return 'phone'
    case 'visitor':
      return channelIcon('webchat')
    default:
      return channelIcon(kind)
  }
}
