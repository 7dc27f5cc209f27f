import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect } from 'react'
import { countsQuery } from '../api/counts'
import { useSession } from '../api/session'
import { conversationId, type Counts, type View, viewNamed } from '../api/types'
import { ConversationSkeleton } from '../features/conversation/conversation-skeleton'
import { ConversationList } from '../features/conversation-list/conversation-list'
import { LiveStatus } from '../features/live/live'
import { useTexts } from '../i18n/texts'
import { usePageTitle } from '../ui/page-title'
import { EmptyState } from '../ui/states'
import { NotFound } from './not-found'
import { MenuButton } from './with-menu'

const loadConversation = () => import('./open-conversation')
const OpenConversation = lazy(() => loadConversation().then((module) => ({ default: module.OpenConversation })))

type ListPageProps = { readonly list: string; readonly conversation: string | null }

/** A list and, beside it, the conversation that is open. */
export function ListPage({ list, conversation }: ListPageProps) {
  const view = viewNamed(list)
  if (view === null) return <NotFound />
  return <KnownList view={view} list={list} conversation={conversation} />
}

function KnownList({ view, list, conversation }: ListPageProps & { readonly view: View }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const counts = useQuery(countsQuery()).data
  const title = useViewTitle(view)
  const count = counts && countOf(view, counts)
  const open = conversation === null ? null : conversationId(conversation)
  const back = useCallback(() => {
    void navigate({ to: '/list/$list', params: { list } }).then(() => {
      if (conversation === null) return
      const row = document.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(conversation)}"]`)
      row?.focus()
    })
  }, [navigate, list, conversation])
  useEffect(() => {
    // Not part of the first load, and here before anybody can choose a conversation.
    void loadConversation()
  }, [])
  usePageTitle(count !== undefined && count > 0 ? `(${count}) ${title}` : title)
  return (
    <div className={open === null ? 'panes' : 'panes panes-open'}>
      <div className="panes-list">
        <ConversationList
          key={list}
          view={view}
          title={title}
          count={count}
          current={open}
          headStart={<MenuButton />}
          headEnd={<LiveStatus />}
        />
      </div>
      <div className="panes-conversation">
        {open === null ? (
          <EmptyState picture="choose" title={t('choose.title')}>
            <p>{t('choose.text')}</p>
          </EmptyState>
        ) : (
          <Suspense fallback={<ConversationSkeleton />}>
            <OpenConversation key={open} id={open} list={list} onBack={back} />
          </Suspense>
        )}
      </div>
    </div>
  )
}

function useViewTitle(view: View): string {
  const { t } = useTexts()
  const { teams } = useSession()
  switch (view.kind) {
    case 'new':
      return t('view.new')
    case 'mine':
      return t('view.mine')
    case 'drafts':
      return t('view.drafts')
    case 'closed':
      return t('view.closed')
    case 'team':
      return teams.find((team) => team.id === view.team)?.name ?? view.team
  }
}

function countOf(view: View, counts: Counts): number | undefined {
  switch (view.kind) {
    case 'new':
      return counts.new
    case 'mine':
      return counts.mine
    case 'drafts':
      return undefined
    case 'closed':
      return counts.closed
    case 'team':
      return counts.teams[view.team]
  }
}
