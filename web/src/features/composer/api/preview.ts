import { ask } from '../../../api/client'
import type { Body, ConversationId, NewConversationRequest, ReplyRequest } from '../../../api/types'

/** Asks what the customer would get: names filled in, signature and quoted mail below. */
export function previewReply(id: ConversationId, request: ReplyRequest): Promise<Body> {
  return ask<Body>(`/v1/conversations/${id}/replies/preview`, { method: 'POST', body: request })
}

/** The same of a mail that begins a conversation. */
export function previewNewMessage(request: NewConversationRequest): Promise<Body> {
  return ask<Body>('/v1/conversations/preview', { method: 'POST', body: request })
}
