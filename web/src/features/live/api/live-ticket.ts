import { ask, newIdempotencyKey } from '../../../api/client'
import type { LiveTicket } from '../../../api/types'

/** A ticket that opens one live connection within a minute. */
export function fetchLiveTicket(): Promise<LiveTicket> {
  return ask<LiveTicket>('/v1/live/tickets', { method: 'POST', body: {}, idempotencyKey: newIdempotencyKey() })
}
