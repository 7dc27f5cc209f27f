import { useMutation } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import type { Body, ConversationId, ReplyRequest } from '../../../api/types'

/** Asks what the customer would get: names filled in, signature and quoted mail below. */
export function usePreview(id: ConversationId) {
  return useMutation({
    mutationFn: (request: ReplyRequest) =>
      ask<Body>(`/v1/conversations/${id}/replies/preview`, { method: 'POST', body: request }),
  })
}
