import './conversation-list.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import type { ConversationId, Row, View } from '../../api/types'
import { viewName } from '../../api/types'
import { type Command, useCommands } from '../../commands/commands'
import { useTexts } from '../../i18n/texts'
import { number } from '../../i18n/times'
import { Button } from '../../ui/button'
import { EmptyState, FailureState, Skeleton } from '../../ui/states'
import { conversationsQuery } from './api/conversations'
import { ConversationRow } from './conversation-row'

type ConversationListProps = {
  readonly view: View
  readonly title: string
  readonly count: number | undefined
  readonly current: ConversationId | null
  /** Shown at the end of the heading, such as the state of the live connection. */
  readonly headEnd?: ReactNode
  readonly headStart?: ReactNode
}

/** A view's conversations, with the next page loaded as the end comes near. */
export function ConversationList({ view, title, count, current, headEnd, headStart }: ConversationListProps) {
  const { t, language } = useTexts()
  const query = useInfiniteQuery(conversationsQuery(view))
  const rows = useMemo(() => uniqueRows(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data])
  const list = useRef<HTMLUListElement>(null)
  useNeighbourCommands(rows, viewName(view), current)
  return (
    <section className="list" aria-labelledby="list-title">
      <div className="list-head">
        {headStart}
        <h1 id="list-title" tabIndex={-1}>
          {title}
        </h1>
        {count !== undefined && <span className="list-count">{number(language, count)}</span>}
        <div className="list-head-end">{headEnd}</div>
      </div>
      <div className="list-scroll">
        {query.isPending && <ListSkeleton />}
        {query.isError && rows.length === 0 && (
          <FailureState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isSuccess && rows.length === 0 && (
          <EmptyState picture="all-done" title={t(`empty.${view.kind}.title`)}>
            <p>{t(`empty.${view.kind}.text`)}</p>
          </EmptyState>
        )}
        {rows.length > 0 && (
          // Arrow keys between the links of a list are an addition: Tab reaches each of them too.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <ul ref={list} aria-label={t('list.label', { view: title })} onKeyDown={moveBetweenRows}>
            {rows.map((row) => (
              <ConversationRow key={row.id} row={row} list={viewName(view)} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <NextPage
            loading={query.isFetchingNextPage}
            onLoad={() => {
              if (!query.isFetching) void query.fetchNextPage()
            }}
          />
        )}
      </div>
    </section>
  )
}

/** A conversation that moved up between two pages stands in both; the first one counts. */
function uniqueRows(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id))
}

function moveBetweenRows(event: KeyboardEvent<HTMLUListElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a.row')]
  const position = links.findIndex((link) => link === document.activeElement)
  const next = links[position + (event.key === 'ArrowDown' ? 1 : -1)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

/** J and K open the next and the previous conversation. */
function useNeighbourCommands(rows: readonly Row[], list: string, current: ConversationId | null) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const open = useCallback(
    (step: 1 | -1) => {
      const position = rows.findIndex((row) => row.id === current)
      const next = position === -1 ? rows[0] : rows[position + step]
      if (next === undefined) return
      void navigate({ to: '/list/$list/$conversation', params: { list, conversation: next.id } }).then(() =>
        document.querySelector(`[data-conversation="${next.id}"]`)?.scrollIntoView({ block: 'nearest' }),
      )
    },
    [rows, current, list, navigate],
  )
  const commands = useMemo<Command[]>(
    () => [
      { id: 'next', group: 'list', keys: 'j', title: t('command.next'), palette: false, run: () => open(1) },
      { id: 'previous', group: 'list', keys: 'k', title: t('command.previous'), palette: false, run: () => open(-1) },
    ],
    [open, t],
  )
  useCommands(commands)
}

/** Loads the next page when it comes into sight; the button does it too. */
function NextPage({ loading, onLoad }: { readonly loading: boolean; readonly onLoad: () => void }) {
  const { t } = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const load = useRef(onLoad)
  useEffect(() => {
    load.current = onLoad
  })
  useEffect(() => {
    if (place.current === null || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load.current()
      },
      { rootMargin: '400px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} className="list-more">
      <Button look="quiet" pending={loading} onPress={onLoad}>
        {loading ? t('list.loading') : t('list.more')}
      </Button>
    </div>
  )
}

function ListSkeleton() {
  const { t } = useTexts()
  return (
    <div role="status">
      <span className="visually-hidden">{t('list.loading')}</span>
      {Array.from({ length: 7 }, (_, index) => (
        <div key={index} className="row-skeleton">
          <Skeleton inline="2rem" block="2rem" />
          <div>
            <Skeleton inline="55%" block="0.8rem" />
            <Skeleton inline="80%" block="0.8rem" />
            <Skeleton inline="95%" block="0.7rem" />
          </div>
        </div>
      ))}
    </div>
  )
}
