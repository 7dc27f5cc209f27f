import { ask } from '../../../api/client'
import type { Link, QuarantineId } from '../../../api/types'

/** A short-lived address of the untouched original. */
export function fetchQuarantineOriginal(id: QuarantineId): Promise<Link> {
  return ask<Link>(`/v1/quarantine/${id}/original`)
}
