import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { countsQuery } from '../api/counts'
import { useSession } from '../api/session'
import { conversationId, type Counts, type EntryId, type View, viewNamed } from '../api/types'
import { showAside, useAside } from '../features/composer/aside'
import { Composer } from '../features/composer/composer'
import { returnWords, showBox } from '../features/composer/drafts'
import { ContactPanel } from '../features/contact/contact-panel'
import { ConversationView } from '../features/conversation/conversation-view'
import { ConversationList } from '../features/conversation-list/conversation-list'
import { LiveStatus } from '../features/live/live'
import { useTexts } from '../i18n/texts'
import { usePageTitle } from '../ui/page-title'
import { EmptyState } from '../ui/states'
import { NotFound } from './not-found'
import { MenuButton } from './with-menu'

const AsideWindow = lazy(() =>
  import('../features/composer/aside-window').then((module) => ({ default: module.AsideWindow })),
)

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
  const { user } = useSession()
  const counts = useQuery(countsQuery()).data
  const title = useViewTitle(view)
  const count = counts && countOf(view, counts)
  const open = conversation === null ? null : conversationId(conversation)
  const aside = useAside(open)
  const passOn = useMemo(
    () => ({
      forward: (message: EntryId | null) => open !== null && showAside(open, { kind: 'forward', message }),
      replyAside: (side: EntryId) => open !== null && showAside(open, { kind: 'reply', side }),
    }),
    [open],
  )
  const back = useCallback(() => {
    void navigate({ to: '/list/$list', params: { list } }).then(() => {
      if (conversation === null) return
      const row = document.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(conversation)}"]`)
      row?.focus()
    })
  }, [navigate, list, conversation])
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
          <ConversationView
            key={open}
            id={open}
            onBack={back}
            composer={(detail) => (
              <>
                <Composer detail={detail} />
                {aside !== null && (
                  <Suspense>
                    <AsideWindow detail={detail} aside={aside} onClose={() => showAside(open, null)} />
                  </Suspense>
                )}
              </>
            )}
            passOn={passOn}
            onTakeWords={(detail, words) => {
              const place = { user: user.id, conversation: open, kind: 'reply' as const }
              returnWords(place, words, detail.conversation.version, detail.timeline.at(-1)?.id ?? '')
              showBox(place)
            }}
            contact={(detail) => <ContactPanel contact={detail.contact} current={open} list={list} />}
          />
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
