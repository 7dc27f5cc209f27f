import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { queryKeys } from '../../../api/query-keys'
import type { Connection, InboxId, TestMessage } from '../../../api/types'

/** Looked at again while a test message is on its way, and while a provider may be asking. */
const soon = 1_500
const later = 15_000

/** How long a test message may take before the page stops looking every moment. */
const patience = 120_000

/** What inbox and world say to each other: the newest test message, and providers' requests. */
export function connectionQuery(id: InboxId) {
  return queryOptions({
    queryKey: queryKeys.connection(id),
    queryFn: ({ signal }) => ask<Connection>(`/v1/inboxes/${id}/connection`, { signal }),
    refetchInterval: (query) => (isUnderway(query.state.data?.testMessage ?? null, Date.now()) ? soon : later),
  })
}

/** Whether a test message may still come back. */
export function isUnderway(test: TestMessage | null, now: number): boolean {
  return (
    test?.returnedAt === null &&
    test.state !== 'failed' &&
    now - Date.parse(test.startedAt) < patience
  )
}

/** Sends a mail from the inbox to itself. */
export function useSendTest(id: InboxId) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (idempotencyKey: string) =>
      ask<TestMessage>(`/v1/inboxes/${id}/test-messages`, { method: 'POST', body: {}, idempotencyKey }),
    onSuccess: (testMessage) => {
      client.setQueryData<Connection>(queryKeys.connection(id), (now) => now && { ...now, testMessage })
      void client.invalidateQueries({ queryKey: queryKeys.connection(id) })
    },
  })
}
