import { useEffect, useMemo, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useSession } from '../../api/session'
import type { LabelId, Row, TeamId, UserId } from '../../api/types'
import { type Command, useCommands } from '../../commands/commands'
import { useTexts } from '../../i18n/texts'
import { isMail } from '../../ui/channel'
import { Avatar } from '../../ui/avatar'
import { Button, IconButton } from '../../ui/button'
import { channelIcon, channelName } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { LabelChip, LabelDot } from '../../ui/label-chip'
import { Picker } from '../../ui/picker'
import { showToast } from '../../ui/toast'
import { type ConversationActions, useConversationActions } from './use-conversation-actions'

type ConversationHeaderProps = {
  readonly row: Row
  readonly onBack: () => void
  readonly contactShown: boolean
  readonly onToggleContact: () => void
}

/** What the conversation is, who has it, and what can be done with it. */
export function ConversationHeader({ row, onBack, contactShown, onToggleContact }: ConversationHeaderProps) {
  const { t } = useTexts()
  const { inboxes, labels } = useSession()
  const actions = useConversationActions(row)
  const [picker, setPicker] = useState<'assign' | 'label' | null>(null)
  const assignButton = useRef<HTMLButtonElement>(null)
  const labelButton = useRef<HTMLButtonElement>(null)
  useActionCommands(row, actions, setPicker, onBack)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // On a phone the row that was tapped is gone: the focus goes where the eyes are.
    if (!window.matchMedia('(min-width: 48rem)').matches) title.current?.focus()
  }, [])
  const inbox = inboxes.find((each) => each.id === row.inbox)
  const chips = row.labels.flatMap((id) => labels.find((label) => label.id === id) ?? [])
  return (
    <header className="conversation-head">
      <div className="conversation-title">
        <span className="conversation-back">
          <IconButton icon="arrow-left" label={t('conversation.back')} onPress={onBack} />
        </span>
        <h2 id="conversation-title" ref={title} tabIndex={-1}>
          {row.subject || (isMail(row.channel) ? t('conversation.noSubject') : row.contact.name)}
        </h2>
        <IconButton
          icon="panel"
          label={contactShown ? t('contact.hide') : t('contact.show')}
          pressed={contactShown}
          onPress={onToggleContact}
        />
      </div>
      <div className="conversation-facts">
        <CaseNumber number={row.caseNumber} />
        {row.status === 'closed' && <span className="conversation-closed">{t('conversation.closed')}</span>}
        {inbox !== undefined && (
          <span className="conversation-inbox">
            <Icon name={channelIcon(row.channel)} size={14} />
            <span className="visually-hidden">{channelName(t, row.channel)}: </span>
            {inbox.address}
          </span>
        )}
        {chips.map((label) => (
          <LabelChip key={label.id} name={label.name} colour={label.colour} />
        ))}
      </div>
      <div className="conversation-actions" role="toolbar" aria-label={t('conversation.actions')}>
        <OwnerButton row={row} button={assignButton} open={picker === 'assign'} onPress={() => setPicker('assign')} />
        <AriaButton
          ref={labelButton}
          className="button button-quiet"
          aria-haspopup="dialog"
          aria-expanded={picker === 'label'}
          onPress={() => setPicker('label')}
        >
          <Icon name="tag" size={16} />
          {t('conversation.labels')}
        </AriaButton>
        {row.status === 'open' ? (
          <Button look="quiet" icon="archive" onPress={actions.close}>
            {t('conversation.close')}
          </Button>
        ) : (
          <Button look="quiet" icon="reopen" onPress={actions.reopen}>
            {t('conversation.reopen')}
          </Button>
        )}
        <AssignPicker row={row} actions={actions} trigger={assignButton} open={picker === 'assign'} onOpen={(open) => setPicker(open ? 'assign' : null)} />
        <LabelPicker row={row} actions={actions} trigger={labelButton} open={picker === 'label'} onOpen={(open) => setPicker(open ? 'label' : null)} />
      </div>
    </header>
  )
}

function CaseNumber({ number }: { readonly number: number }) {
  const { t } = useTexts()
  const copy = () => {
    void navigator.clipboard.writeText(`#${number}`).then(() => showToast(t('toast.copied', { text: `#${number}` })))
  }
  return (
    <AriaButton className="case-number" aria-label={t('conversation.copyNumber', { number: String(number) })} onPress={copy}>
      #{number}
      <Icon name="copy" size={13} />
    </AriaButton>
  )
}

type OwnerButtonProps = {
  readonly row: Row
  readonly button: React.RefObject<HTMLButtonElement | null>
  readonly open: boolean
  readonly onPress: () => void
}

function OwnerButton({ row, button, open, onPress }: OwnerButtonProps) {
  const { t } = useTexts()
  const { users, teams } = useSession()
  const assignee = users.find((user) => user.id === row.assignee)
  const team = teams.find((each) => each.id === row.team)
  return (
    <AriaButton
      ref={button}
      className="button button-quiet"
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-label={t('conversation.ownerButton', {
        owner: assignee?.name ?? t('conversation.nobody'),
        team: team?.name ?? '',
      })}
      onPress={onPress}
    >
      {assignee ? <Avatar name={assignee.name} of={assignee.id} size="small" /> : <Icon name="person" size={16} />}
      <span className="conversation-owner">{assignee?.name ?? t('conversation.assign')}</span>
      {team !== undefined && <span className="conversation-team">{team.name}</span>}
      <Icon name="chevron-down" size={14} />
    </AriaButton>
  )
}

type PickerProps = {
  readonly row: Row
  readonly actions: ConversationActions
  readonly trigger: React.RefObject<HTMLElement | null>
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

function AssignPicker({ row, actions, trigger, open, onOpen }: PickerProps) {
  const { t } = useTexts()
  const { users, teams, user: me } = useSession()
  const nobody = 'nobody'
  const members = new Set(teams.find((team) => team.id === row.team)?.members ?? [])
  const people = [...users].sort(
    (a, b) =>
      Number(b.id === me.id) - Number(a.id === me.id) ||
      Number(members.has(b.id)) - Number(members.has(a.id)) ||
      a.name.localeCompare(b.name),
  )
  return (
    <Picker
      label={t('assign.label')}
      placeholder={t('assign.search')}
      nothingFound={t('picker.nothing')}
      trigger={trigger}
      open={open}
      onOpenChange={onOpen}
      onChoose={(group, id) => {
        if (group === 0) actions.assign(id === nobody ? null : (users.find((user) => user.id === id)?.id ?? null))
        else {
          const team = teams.find((each) => each.id === id)?.id
          if (team !== undefined) actions.assign(null, team)
        }
      }}
      groups={[
        {
          name: t('assign.agents'),
          several: false,
          choices: [
            {
              id: nobody,
              name: t('conversation.nobody'),
              picture: <Icon name="person" size={20} />,
              chosen: row.assignee === null,
            },
            ...people.map((person) => ({
              id: person.id,
              name: person.id === me.id ? t('assign.me', { name: person.name }) : person.name,
              picture: <Avatar name={person.name} of={person.id} size="small" />,
              chosen: row.assignee === person.id,
              ...(!person.available && { aside: t('assign.away') }),
            })),
          ],
        },
        {
          name: t('assign.teams'),
          several: false,
          choices: teams.map((team) => ({
            id: team.id,
            name: team.name,
            picture: <Icon name="people" size={18} />,
            chosen: row.team === team.id,
          })),
        },
      ]}
    />
  )
}

function LabelPicker({ row, actions, trigger, open, onOpen }: PickerProps) {
  const { t } = useTexts()
  const { labels } = useSession()
  return (
    <Picker
      label={t('labels.label')}
      placeholder={t('labels.search')}
      nothingFound={t('picker.nothing')}
      trigger={trigger}
      open={open}
      onOpenChange={onOpen}
      onChoose={(_, id) => {
        const label = labels.find((each) => each.id === id)?.id
        if (label !== undefined) actions.toggleLabel(label)
      }}
      groups={[
        {
          name: t('labels.label'),
          several: true,
          choices: labels.map((label) => ({
            id: label.id,
            name: label.name,
            picture: <LabelDot colour={label.colour} />,
            chosen: row.labels.includes(label.id),
          })),
        },
      ]}
    />
  )
}

/** The same by keyboard: single keys, and every colleague and label in the palette. */
function useActionCommands(
  row: Row,
  actions: ConversationActions,
  openPicker: (picker: 'assign' | 'label') => void,
  onBack: () => void,
) {
  const { t } = useTexts()
  const { users, teams, labels, user } = useSession()
  const commands = useMemo<Command[]>(() => {
    const assignTo = (agent: UserId | null, team?: TeamId) => () => actions.assign(agent, team)
    const toggle = (label: LabelId) => () => actions.toggleLabel(label)
    return [
      { id: 'assign', group: 'conversation', keys: 'a', title: t('command.assign'), run: () => openPicker('assign') },
      { id: 'take', group: 'conversation', keys: 'i', title: t('command.take'), run: assignTo(user.id) },
      { id: 'label', group: 'conversation', keys: 'l', title: t('command.label'), run: () => openPicker('label') },
      row.status === 'open'
        ? { id: 'close', group: 'conversation', keys: 'e', title: t('command.close'), run: actions.close }
        : { id: 'reopen', group: 'conversation', keys: 'e', title: t('command.reopen'), run: actions.reopen },
      { id: 'back', group: 'conversation', keys: 'u', title: t('command.back'), run: onBack },
      {
        id: 'copy-number',
        group: 'conversation',
        title: t('command.copyNumber', { number: String(row.caseNumber) }),
        run: () => void navigator.clipboard.writeText(`#${row.caseNumber}`),
      },
      ...users.map(
        (each): Command => ({
          id: `assign-${each.id}`,
          group: 'conversation',
          title: t('command.assignTo', { name: each.name }),
          run: assignTo(each.id),
        }),
      ),
      ...teams.map(
        (team): Command => ({
          id: `move-${team.id}`,
          group: 'conversation',
          title: t('command.moveTo', { name: team.name }),
          run: assignTo(null, team.id),
        }),
      ),
      ...labels.map(
        (label): Command => ({
          id: `label-${label.id}`,
          group: 'conversation',
          title: row.labels.includes(label.id)
            ? t('command.unlabel', { name: label.name })
            : t('command.labelAs', { name: label.name }),
          run: toggle(label.id),
        }),
      ),
    ]
  }, [row, actions, openPicker, onBack, t, users, teams, labels, user])
  useCommands(commands)
}

