import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { queryKeys } from './query-keys'
import type { ConversationDetail, ConversationId, Entry, Row, RowPage } from './types'

/** The newest state of a conversation that this browser knows, from wherever it came. */
export function knownRow(client: QueryClient, id: ConversationId): Row | undefined {
  let newest = client.getQueryData<ConversationDetail>(queryKeys.conversation(id))?.conversation
  for (const [, data] of client.getQueriesData<InfiniteData<RowPage>>({ queryKey: queryKeys.lists })) {
    for (const page of data?.pages ?? []) {
      const row = page.items.find((item) => item.id === id)
      if (row !== undefined && (newest === undefined || row.version > newest.version)) newest = row
    }
  }
  return newest
}

/** Every conversation that is loaded in some list, newest activity first. */
export function knownRows(client: QueryClient): Row[] {
  const rows = new Map<ConversationId, Row>()
  for (const [, data] of client.getQueriesData<InfiniteData<RowPage>>({ queryKey: queryKeys.lists })) {
    for (const page of data?.pages ?? []) for (const row of page.items) rows.set(row.id, row)
  }
  return [...rows.values()].sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
}

/** Changes a conversation wherever it is shown. */
export function changeRow(client: QueryClient, id: ConversationId, change: (row: Row) => Row) {
  client.setQueryData<ConversationDetail>(
    queryKeys.conversation(id),
    (detail) => detail && { ...detail, conversation: change(detail.conversation) },
  )
  client.setQueriesData<InfiniteData<RowPage>>({ queryKey: queryKeys.lists }, (data) => {
    if (!data?.pages.some((page) => page.items.some((row) => row.id === id))) return data
    return {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        items: page.items.map((row) => (row.id === id ? change(row) : row)),
      })),
    }
  })
}

/** Takes in the state that a write answered with. */
export function takeInRow(client: QueryClient, row: Row) {
  changeRow(client, row.id, (known) => (known.version > row.version ? known : row))
}

/** Takes in an entry that a write answered with, without waiting for the next read. */
export function takeInEntry(client: QueryClient, id: ConversationId, entry: Entry) {
  client.setQueryData<ConversationDetail>(
    queryKeys.conversation(id),
    (detail) => detail && { ...detail, timeline: mergeEntries(detail.timeline, [entry]) },
  )
}

/** Both lists in one, oldest first; the second knows better. */
export function mergeEntries(known: readonly Entry[], fresh: readonly Entry[]): Entry[] {
  const byId = new Map<string, Entry>()
  for (const entry of known) byId.set(entry.id, entry)
  for (const entry of fresh) byId.set(entry.id, entry)
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** Reads again what a change to this conversation may have touched. */
export async function refreshConversation(client: QueryClient, id: ConversationId) {
  await Promise.all([
    client.invalidateQueries({ queryKey: queryKeys.conversation(id) }),
    client.invalidateQueries({ queryKey: queryKeys.lists }),
    client.invalidateQueries({ queryKey: queryKeys.counts }),
  ])
}
