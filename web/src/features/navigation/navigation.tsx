import './navigation.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { Button } from 'react-aria-components'
import { countsQuery } from '../../api/counts'
import { useSession } from '../../api/session'
import { type View, viewName } from '../../api/types'
import { type Command, useCommands } from '../../commands/commands'
import { KeyCaps } from '../../commands/key-caps'
import { useTexts } from '../../i18n/texts'
import { number } from '../../i18n/times'
import { Icon, type IconName } from '../../ui/icon'

type NavigationProps = {
  readonly onFollow: () => void
  readonly onOpenPalette: () => void
  readonly foot: ReactNode
}

/** The way to every view, with how much waits in each. */
export function Navigation({ onFollow, onOpenPalette, foot }: NavigationProps) {
  const { t } = useTexts()
  const { workspace, teams, user } = useSession()
  const counts = useQuery(countsQuery()).data
  useNavigationCommands()
  const mine = teams.filter((team) => user.role === 'admin' || user.teams.includes(team.id))
  return (
    <div className="navigation">
      <div className="navigation-head">
        <img src="/icon.svg" alt="" />
        <span>{workspace.name}</span>
      </div>
      <Link to="/new" className="button button-primary navigation-new" onClick={onFollow}>
        <Icon name="plus" size={16} />
        {t('view.newMessage')}
        <KeyCaps keys="c" />
      </Link>
      <nav className="navigation-scroll" aria-label={t('navigation.label')}>
        <Button className="navigation-search" onPress={onOpenPalette}>
          <Icon name="search" size={16} />
          <span>{t('navigation.search')}</span>
          <KeyCaps keys="mod+k" />
        </Button>
        <ViewLink view={{ kind: 'new' }} icon="inbox" name={t('view.new')} count={counts?.new} onFollow={onFollow} />
        <ViewLink view={{ kind: 'mine' }} icon="person" name={t('view.mine')} count={counts?.mine} onFollow={onFollow} />
        <ViewLink view={{ kind: 'drafts' }} icon="file" name={t('view.drafts')} count={undefined} onFollow={onFollow} />
        <h2 className="navigation-heading">{t('navigation.teams')}</h2>
        {mine.map((team) => (
          <ViewLink
            key={team.id}
            view={{ kind: 'team', team: team.id }}
            icon="people"
            name={team.name}
            count={counts?.teams[team.id]}
            onFollow={onFollow}
          />
        ))}
        <h2 className="navigation-heading">{t('navigation.done')}</h2>
        <ViewLink view={{ kind: 'closed' }} icon="archive" name={t('view.closed')} count={counts?.closed} onFollow={onFollow} />
        <h2 className="navigation-heading">{t('navigation.workspace')}</h2>
        <Link to="/rules" className="navigation-link" onClick={onFollow}>
          <Icon name="rules" />
          <span>{t('view.rules')}</span>
        </Link>
        {user.role === 'admin' && (
          <Link to="/quarantine" className="navigation-link" onClick={onFollow}>
            <Icon name="shield" />
            <span>{t('view.quarantine')}</span>
            <Count value={counts?.quarantine} alarm />
          </Link>
        )}
        {user.role === 'admin' && (
          <>
            <Link to="/ledger" className="navigation-link" onClick={onFollow}>
              <Icon name="check-double" />
              <span>{t('view.ledger')}</span>
            </Link>
            <Link to="/inboxes" className="navigation-link" onClick={onFollow}>
              <Icon name="mail" />
              <span>{t('view.inboxes')}</span>
            </Link>
            <Link to="/telephony" className="navigation-link" onClick={onFollow}>
              <Icon name="phone" />
              <span>{t('view.telephony')}</span>
            </Link>
          </>
        )}
      </nav>
      <div className="navigation-foot">{foot}</div>
    </div>
  )
}

type ViewLinkProps = {
  readonly view: View
  readonly icon: IconName
  readonly name: string
  readonly count: number | undefined
  readonly onFollow: () => void
}

function ViewLink({ view, icon, name, count, onFollow }: ViewLinkProps) {
  return (
    <Link to="/list/$list" params={{ list: viewName(view) }} className="navigation-link" onClick={onFollow}>
      <Icon name={icon} />
      <span>{name}</span>
      <Count value={count} alarm={false} />
    </Link>
  )
}

function Count({ value, alarm }: { readonly value: number | undefined; readonly alarm: boolean }) {
  const { language } = useTexts()
  if (value === undefined || value === 0) return null
  return (
    <span className={alarm ? 'navigation-count navigation-count-alarm' : 'navigation-count'}>
      {number(language, value)}
    </span>
  )
}

/** "g n" and its like, and the same in the palette. */
function useNavigationCommands() {
  const { t } = useTexts()
  const { teams, user } = useSession()
  const navigate = useNavigate()
  const commands = useMemo<Command[]>(() => {
    const toList = (id: string, name: string, keys?: string): Command => ({
      id: `go-${id}`,
      group: 'navigation',
      title: t('command.goTo', { view: name }),
      run: () => void navigate({ to: '/list/$list', params: { list: id } }),
      ...(keys !== undefined && { keys }),
    })
    return [
      toList('new', t('view.new'), 'g n'),
      toList('mine', t('view.mine'), 'g m'),
      toList('drafts', t('view.drafts'), 'g d'),
      toList('closed', t('view.closed'), 'g c'),
      ...teams
        .filter((team) => user.role === 'admin' || user.teams.includes(team.id))
        .map((team, index) => toList(`team-${team.id}`, team.name, index < 9 ? `g ${index + 1}` : undefined)),
      {
        id: 'new-message',
        group: 'navigation',
        title: t('view.newMessage'),
        keys: 'c',
        run: () => void navigate({ to: '/new' }),
      },
      {
        id: 'go-rules',
        group: 'navigation',
        title: t('command.goTo', { view: t('view.rules') }),
        keys: 'g r',
        run: () => void navigate({ to: '/rules' }),
      },
      ...(user.role === 'admin'
        ? [
            {
              id: 'go-quarantine',
              group: 'navigation' as const,
              title: t('command.goTo', { view: t('view.quarantine') }),
              keys: 'g q',
              run: () => void navigate({ to: '/quarantine' }),
            },
            {
              id: 'go-ledger',
              group: 'navigation' as const,
              title: t('command.goTo', { view: t('view.ledger') }),
              keys: 'g l',
              run: () => void navigate({ to: '/ledger' }),
            },
            {
              id: 'go-inboxes',
              group: 'navigation' as const,
              title: t('command.goTo', { view: t('view.inboxes') }),
              keys: 'g i',
              run: () => void navigate({ to: '/inboxes' }),
            },
            {
              id: 'go-telephony',
              group: 'navigation' as const,
              title: t('command.goTo', { view: t('view.telephony') }),
              run: () => void navigate({ to: '/telephony' }),
            },
          ]
        : []),
    ]
  }, [t, teams, user, navigate])
  useCommands(commands)
}
