/**
 * What the HTTP API says, shaped as openapi-typescript shapes a generated file, so that the
 * generated file can take this one's place. Nothing but the aliases in types.ts reads it.
 */
export type components = {
  schemas: {
    Session: {
      user: components['schemas']['SignedInUser']
      workspace: { name: string }
      inboxes: components['schemas']['Inbox'][]
      teams: components['schemas']['Team'][]
      users: components['schemas']['Colleague'][]
      labels: components['schemas']['Label'][]
      settingsVersion: number
    }
    SignedInUser: {
      id: string
      name: string
      email: string
      role: 'admin' | 'agent'
      teams: string[]
      available: boolean
    }
    Colleague: { id: string; name: string; available: boolean }
    Inbox: { id: string; name: string; channel: components['schemas']['Channel']; address: string; team: string }
    Channel: 'email' | 'whatsapp'
    Team: { id: string; name: string; assignment: 'manual' | 'round-robin'; members: string[] }
    Label: { id: string; name: string; colour: string }
    Counts: {
      new: number
      mine: number
      closed: number
      teams: Record<string, number>
      quarantine: number
    }
    Row: {
      id: string
      caseNumber: number
      version: number
      inbox: string
      channel: components['schemas']['Channel']
      team: string
      assignee: string | null
      status: 'open' | 'closed'
      contact: { id: string; name: string }
      subject: string
      preview: string
      labels: string[]
      createdAt: string
      lastActivityAt: string
      waitingSince: string | null
      failed: boolean
      windowClosesAt: string | null
    }
    RowPage: { items: components['schemas']['Row'][]; next: string | null }
    Identity: { kind: string; value: string }
    Mailbox: { name: string | null; address: string }
    Contact: {
      id: string
      name: string
      identities: components['schemas']['Identity'][]
      conversations: { id: string; caseNumber: number; subject: string; createdAt: string }[]
    }
    ConversationDetail: {
      conversation: components['schemas']['Row']
      contact: components['schemas']['Contact']
      replyTo: { to: components['schemas']['Mailbox'][]; cc: components['schemas']['Mailbox'][] } | null
      timeline: components['schemas']['Entry'][]
      earlier: string | null
    }
    TimelinePage: { timeline: components['schemas']['Entry'][]; earlier: string | null }
    Author: { kind: 'contact' | 'agent' | 'rule' | 'system'; id: string | null; name: string }
    Entry:
      | components['schemas']['Message']
      | components['schemas']['Note']
      | components['schemas']['Event']
    Message: {
      kind: 'message'
      id: string
      at: string
      direction: 'in' | 'out'
      author: components['schemas']['Author']
      from: components['schemas']['Identity'] | null
      mail: {
        subject: string
        to: components['schemas']['Mailbox'][]
        cc: components['schemas']['Mailbox'][]
      } | null
      text: string
      html: string | null
      whole: boolean
      files: components['schemas']['File'][]
      status: components['schemas']['DeliveryStatus'] | null
      evidence: 'first' | 'message-id' | 'case-number' | 'open-chat' | null
      original: boolean
    }
    File: {
      index: number
      name: string
      type: string
      size: number
      inline: boolean
      contentId: string | null
      state: 'stored' | 'fetching' | 'failed'
      reason: string | null
      url: string | null
    }
    DeliveryStatus: {
      state: 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed'
      at: string
      attempt: number
      code: string | null
      reason: string | null
      retryable: boolean
    }
    Note: {
      kind: 'note'
      id: string
      at: string
      author: components['schemas']['Author']
      text: string
      html: string | null
    }
    Event: {
      kind: 'event'
      id: string
      at: string
      author: components['schemas']['Author']
      event:
        | 'created'
        | 'assigned'
        | 'moved'
        | 'labelled'
        | 'unlabelled'
        | 'closed'
        | 'reopened'
        | 'rule-applied'
      from: string | null
      to: string | null
      rule: { id: string; version: number; name: string; matched: string } | null
    }
    Body: { text: string; html: string | null }
    Link: { url: string }
    ReplyRequest: {
      html: string
      text: string
      to?: components['schemas']['Mailbox'][]
      cc?: components['schemas']['Mailbox'][]
      close?: boolean
    }
    NoteRequest: { html: string; text: string }
    RetryRequest: { attempt: number }
    AssignRequest: { agent: string | null; team: string | null }
    LabelsRequest: { add: string[]; remove: string[] }
    EntryWritten: {
      entry: components['schemas']['Entry']
      conversation: components['schemas']['Row']
    }
    ConversationChanged: { conversation: components['schemas']['Row'] }
    Availability: { available: boolean }
    Rule: {
      id: string
      version: number
      name: string
      enabled: boolean
      position: number
      condition: { places: ('subject' | 'body')[]; words: string[] }
      actions: { labels: string[]; team: string | null; close: boolean }
    }
    RuleList: { items: components['schemas']['Rule'][] }
    RuleRequest: {
      name: string
      enabled: boolean
      position: number
      condition: { places: ('subject' | 'body')[]; words: string[] }
      actions: { labels: string[]; team: string | null; close: boolean }
    }
    QuarantineItem: {
      id: string
      at: string
      channel: components['schemas']['Channel']
      reason: 'unrouted' | 'unreadable' | 'unknown-type' | 'too-large' | 'processing-failed'
      detail: string | null
      inbox: string | null
      from: string | null
      to: string | null
      size: number
    }
    QuarantinePage: { items: components['schemas']['QuarantineItem'][]; next: string | null }
    QuarantineRetry: { inbox: string | null }
    LiveTicket: { ticket: string; url: string }
    LiveEvent:
      | {
          type: 'conversation'
          id: string
          version: number
          team: string
          assignee: string | null
          /** Everything that happened at once, at least one. */
          causes: (
            | 'message-in'
            | 'message-out'
            | 'note'
            | 'status'
            | 'owner'
            | 'labels'
            | 'closed'
            | 'reopened'
            | 'created'
          )[]
        }
      | { type: 'counts' }
      | { type: 'quarantine' }
      | { type: 'settings'; version: number }
      | { type: 'pong' }
    Problem: {
      title?: string
      status: number
      detail?: string
      code?: string
      kind?: 'caller' | 'conflict' | 'ours' | 'upstream'
      crossedBy?: { author: { kind: string; name: string }; at: string }[]
    }
  }
}
