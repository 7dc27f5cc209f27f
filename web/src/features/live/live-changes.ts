import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { queryKeys } from '../../api/query-keys'
import { type ConversationId, conversationId, type KeptDraft, type LiveEvent, type RowPage, type UserId } from '../../api/types'

type DraftEvent = Extract<LiveEvent, { type: 'draft' }>
type ConversationEvent = Extract<LiveEvent, { type: 'conversation' }>

/** Collects what live events touch and reads it again, a burst of events in one go. */
export class LiveChanges {
  private waiting: ConversationEvent[] = []
  private others = new Set<'counts' | 'quarantine' | 'settings'>()
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly client: QueryClient,
    private readonly me: UserId,
    private readonly onArrived: (ids: readonly ConversationId[]) => void,
    private readonly pauseMilliseconds = 150,
  ) {}

  take(event: LiveEvent) {
    switch (event.type) {
      case 'conversation':
        this.waiting.push(event)
        this.others.add('counts')
        break
      case 'draft':
        if (!this.knowsDraft(event)) {
          void this.client.invalidateQueries({ queryKey: draftsOf(event) })
        }
        void this.client.invalidateQueries({ queryKey: queryKeys.list({ kind: 'drafts' }) })
        return
      case 'counts':
      case 'quarantine':
      case 'settings':
        this.others.add(event.type)
        break
      case 'presence':
        void this.client.invalidateQueries({ queryKey: queryKeys.presence(conversationId(event.id)) })
        return
      case 'pong':
        return
    }
    this.timer ??= setTimeout(() => void this.flush(), this.pauseMilliseconds)
  }

  /** Whether this window wrote it itself, or has read it already. */
  private knowsDraft(event: DraftEvent): boolean {
    const known = this.client.getQueryData<readonly KeptDraft[]>(draftsOf(event))
    return known?.some((draft) => draft.kind === event.kind && draft.version >= event.version) === true
  }

  stop() {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  /** Reads everything on the screen again: after a silence, or while polling. */
  async refreshAll() {
    await Promise.all([
      this.client.invalidateQueries({ queryKey: queryKeys.lists }),
      this.client.invalidateQueries({ queryKey: ['conversation'] }),
      this.client.invalidateQueries({ queryKey: queryKeys.counts }),
      this.client.invalidateQueries({ queryKey: queryKeys.quarantine }),
    ])
  }

  private async flush() {
    this.timer = undefined
    const events = this.waiting
    const others = this.others
    this.waiting = []
    this.others = new Set()
    const { client } = this
    const reads: Promise<void>[] = []
    for (const id of new Set(events.map((event) => conversationId(event.id)))) {
      reads.push(client.invalidateQueries({ queryKey: queryKeys.conversation(id) }))
      // Read again only where it is open.
      reads.push(client.invalidateQueries({ queryKey: queryKeys.calls(id) }))
      // What was sent is no draft any more, on other devices too.
      reads.push(client.invalidateQueries({ queryKey: queryKeys.drafts(id) }))
    }
    for (const [key, data] of client.getQueriesData<InfiniteData<RowPage>>({ queryKey: queryKeys.lists })) {
      if (events.some((event) => touches(String(key[1]), data, event, this.me))) {
        reads.push(client.invalidateQueries({ queryKey: key, exact: true }))
      }
    }
    if (others.has('counts')) reads.push(client.invalidateQueries({ queryKey: queryKeys.counts }))
    if (others.has('quarantine')) {
      reads.push(client.invalidateQueries({ queryKey: queryKeys.quarantine }))
      reads.push(client.invalidateQueries({ queryKey: queryKeys.counts }))
    }
    if (others.has('settings')) {
      reads.push(client.invalidateQueries({ queryKey: queryKeys.session }))
      reads.push(client.invalidateQueries({ queryKey: queryKeys.rules }))
    }
    await Promise.all(reads)
    const arrived = events.filter(({ causes }) => causes.includes('message-in') || causes.includes('created'))
    if (arrived.length > 0) {
      this.onArrived([...new Set(arrived.map((event) => conversationId(event.id)))])
    }
  }
}

/** Where the drafts are kept of which one changed. */
function draftsOf({ id }: DraftEvent) {
  return queryKeys.drafts(id === null ? null : conversationId(id))
}

/** Whether a list shows the conversation now or may have to show it after this event. */
export function touches(
  list: string,
  data: InfiniteData<RowPage> | undefined,
  event: ConversationEvent,
  me: UserId,
): boolean {
  if (data?.pages.some((page) => page.items.some((row) => row.id === event.id)) === true) return true
  if (list === 'new') return event.assignee === null
  if (list === 'mine') return event.assignee === me
  if (list === 'closed') return event.causes.includes('closed')
  return list === `team-${event.team}`
}
