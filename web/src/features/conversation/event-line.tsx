import type { ReactNode } from 'react'
import { useSession } from '../../api/session'
import type { ConversationEvent } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { authorName } from '../../ui/author-name'
import { Icon, type IconName } from '../../ui/icon'
import { ClockTime } from '../../ui/time'

const icons: Record<ConversationEvent['event'], IconName> = {
  created: 'plus',
  assigned: 'person',
  moved: 'people',
  labelled: 'tag',
  unlabelled: 'tag',
  closed: 'archive',
  reopened: 'reopen',
  'rule-applied': 'rules',
  joined: 'person',
  identified: 'person',
  named: 'person',
  'contact-changed': 'person',
  unmarked: 'check-circle',
  linked: 'link',
}

/** Something that happened, in one sentence: who did it, what, and for an automatic change why. */
export function EventLine({ event }: { readonly event: ConversationEvent }) {
  const { t } = useTexts()
  return (
    <p className="event">
      <Icon name={icons[event.event]} size={15} />
      <span>
        {useSentence(event)}
        {event.rule !== null && event.event !== 'rule-applied' && (
          <span className="event-why">
            {' '}
            {t('event.because', { rule: event.rule.name, version: event.rule.version, matched: event.rule.matched })}
          </span>
        )}{' '}
        · <ClockTime at={event.at} />
      </span>
    </p>
  )
}

function useSentence(event: ConversationEvent): ReactNode {
  const { t, rich } = useTexts()
  const { users, teams, labels } = useSession()
  const nameIn = (things: readonly { id: string; name: string }[], id: string | null) =>
    things.find((thing) => thing.id === id)?.name ?? id ?? ''
  const strong = (parts: ReactNode[]) => <strong>{parts}</strong>
  const who = event.author.kind === 'system' ? t('event.system') : authorName(t, event.author)
  switch (event.event) {
    case 'created':
      return event.author.kind === 'contact' ? rich('event.createdBy', { who, strong }) : t('event.created')
    case 'assigned':
      if (event.to === null) return rich('event.unassigned', { who, from: nameIn(users, event.from), strong })
      if (event.to === event.author.id) return rich('event.took', { who, strong })
      return rich('event.assigned', { who, to: nameIn(users, event.to), strong })
    case 'moved':
      return rich('event.moved', { who, to: nameIn(teams, event.to), strong })
    case 'labelled':
      return rich('event.labelled', { who, label: nameIn(labels, event.to), strong })
    case 'unlabelled':
      return rich('event.unlabelled', { who, label: nameIn(labels, event.to ?? event.from), strong })
    case 'closed':
      return rich('event.closed', { who, strong })
    case 'reopened':
      return rich('event.reopened', { who, strong })
    case 'joined':
      return rich('event.joined', { address: event.to ?? '', strong })
    case 'identified':
      return rich('event.identified', { address: event.to ?? '', strong })
    case 'named':
      return rich('event.named', { name: event.to ?? '', strong })
    case 'contact-changed':
      return rich('event.contactChanged', { who, address: event.to ?? '', strong })
    case 'unmarked':
      return rich('event.unmarked', { who, address: event.to ?? '', strong })
    case 'linked':
      return event.relation === null
        ? null
        : rich(`event.linked.${event.relation.why}`, { number: String(event.relation.caseNumber), who, strong })
    case 'rule-applied':
      return rich('event.rule', {
        rule: event.rule?.name ?? who,
        version: event.rule?.version ?? 0,
        matched: event.rule?.matched ?? '',
        strong,
      })
  }
}
