import type { components } from '../src/api/schema.ts'
import { shopTemplates } from './demo-shop.ts'

type Schemas = components['schemas']

/** Of mail that carries nothing but words and files. */
export const plainMail = { side: null, invitation: null, answer: null, originalSender: null }

/** A conversation as the stand-in keeps it. */
export type Kept = {
  row: Schemas['Row']
  contact: { id: string; name: string; identities: Schemas['Identity'][] }
  replyTo: Schemas['Recipients'] | null
  entries: Schemas['Entry'][]
  /** The version at which somebody last wrote, and who; for crossed replies. */
  written: { version: number; author: Schemas['Author']; at: string }[]
}

export type Person = { id: string; name: string; role: 'admin' | 'agent'; teams: string[]; available: boolean }

export const people: Person[] = [
  { id: 'amelie', name: 'Amélie Laurent', role: 'admin', teams: ['support', 'sales', 'finance'], available: true },
  { id: 'marco', name: 'Marco Bianchi', role: 'agent', teams: ['support', 'sales'], available: true },
  { id: 'sanne', name: 'Sanne de Vries', role: 'agent', teams: ['support'], available: true },
  { id: 'tom', name: 'Tom Baker', role: 'agent', teams: ['sales'], available: false },
  { id: 'chiara', name: 'Chiara Rossi', role: 'agent', teams: ['finance'], available: true },
  { id: 'noor', name: 'Noor Jansen', role: 'agent', teams: ['support', 'finance'], available: true },
]

export const teams: Schemas['Team'][] = [
  { id: 'support', name: 'Support', assignment: 'manual', members: ['amelie', 'marco', 'sanne', 'noor'] },
  { id: 'sales', name: 'Sales', assignment: 'round-robin', members: ['amelie', 'marco', 'tom'] },
  { id: 'finance', name: 'Finance', assignment: 'round-robin', members: ['amelie', 'chiara', 'noor'] },
]

function senders(...names: string[]): Schemas['Mailbox'][] {
  return names.map((name) => ({ name: 'Harbour Goods', address: `${name}@harbourgoods.example` }))
}

export const inboxes: Schemas['Inbox'][] = [
  { id: 'support', name: 'Support', channel: 'email', address: 'support@harbourgoods.example', team: 'support', senders: senders('support', 'help'), signed: true },
  { id: 'sales', name: 'Sales', channel: 'email', address: 'sales@harbourgoods.example', team: 'sales', senders: senders('sales'), signed: false },
  { id: 'whatsapp', name: 'WhatsApp', channel: 'whatsapp', address: '+31 20 555 0142', team: 'support', senders: [], signed: false },
]

/** An inbox for mail that nobody changed yet. */
export function usualInbox(id: string, name: string, address: string): Schemas['InboxSettings'] {
  return {
    id,
    version: 1,
    name,
    team: id === 'sales' ? 'sales' : 'support',
    addresses: { main: address, aliases: id === 'support' ? ['help@harbourgoods.example'] : [] },
    outgoing: { senderName: name, replyAddresses: true, roomForTag: true, signature: null },
    policy: { spam: 'deliver', spamLabel: null, admitsInfected: false, adoptsOriginalSender: false },
    hours: null,
    acknowledgement: { on: false, fallback: 'en', wordings: [], perRecipient: 5, perInbox: 200 },
  }
}

export const labels: Schemas['Label'][] = [
  { id: 'urgent', name: 'Urgent', colour: 'red' },
  { id: 'delivery', name: 'Delivery', colour: 'blue' },
  { id: 'invoice', name: 'Invoice', colour: 'green' },
  { id: 'return', name: 'Return', colour: 'orange' },
  { id: 'question', name: 'Question', colour: 'teal' },
  { id: 'complaint', name: 'Complaint', colour: 'purple' },
]

export function demoRules(): Schemas['Rule'][] {
  return [
    {
      id: 'invoices',
      version: 3,
      name: 'Invoices to Finance',
      enabled: true,
      position: 1,
      condition: { places: ['subject', 'body'], words: ['invoice', 'facture', 'fattura', 'factuur'] },
      actions: { labels: ['invoice'], team: 'finance', close: false },
    },
    {
      id: 'delivery',
      version: 1,
      name: 'Delivery',
      enabled: true,
      position: 2,
      condition: { places: ['subject', 'body'], words: ['delivery', 'livraison', 'consegna', 'levering'] },
      actions: { labels: ['delivery'], team: null, close: false },
    },
    {
      id: 'orders',
      version: 1,
      name: 'Shop order confirmations',
      enabled: false,
      position: 3,
      condition: { places: ['subject'], words: ['Order confirmation'] },
      actions: { labels: [], team: null, close: true },
    },
  ]
}

/** What WhatsApp approved for the shop. */
export function demoTemplates(now: number): Schemas['TemplateList'] {
  const gap = (name: string, example: string, proposed: string | null): Schemas['TemplateGap'] => ({
    id: `body.${name}`,
    card: null,
    place: 'body',
    name: /^\d+$/.test(name) ? null : name,
    example,
    proposed,
  })
  const usual = {
    category: 'utility',
    state: 'approved',
    quality: 'high',
    hindrance: null,
    header: null,
    media: null,
    offer: null,
    place: false,
    products: null,
    files: { most: 0, together: 0, sorts: [] },
    footer: null,
    buttons: [],
    cards: [],
  } satisfies Partial<Schemas['Template']>
  const customer = gap('1', 'Lotte', 'Emma')
  const gaps = [customer, gap('2', 'HG-1', null)]
  return {
    items: [
      {
        ...usual,
        name: 'order_ready',
        language: 'en',
        header: 'Your order',
        body: 'Hi *{{1}}*, your order {{2}} is ready.',
        footer: 'Harbour Goods',
        buttons: [{ sort: 'quick_reply', label: 'I am coming', target: null }],
        gaps,
      },
      { ...usual, name: 'order_ready', language: 'nl', body: 'Hoi {{1}}, je bestelling {{2}} ligt klaar.', gaps },
      {
        ...usual,
        name: 'sale',
        language: 'en',
        category: 'marketing',
        state: 'paused',
        quality: 'low',
        hindrance: 'state',
        body: 'All is cheaper.',
        gaps: [],
      },
      ...shopTemplates(usual, customer),
    ],
    ready: true,
    fetchedAt: new Date(now - 3_600_000).toISOString(),
    trouble: null,
    language: 'en',
    known: ['Emma Schmidt', '#1046'],
  }
}

const fineVerdicts: Schemas['Verdicts'] = {
  spf: 'pass',
  dkim: 'pass',
  dmarc: 'gray',
  dmarcPolicy: null,
  spam: 'pass',
  virus: 'pass',
}

/** The ledger of two days, the newer with a mail that nobody ever read. */
export function demoLedger(now: number): Schemas['Ledger'] {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  const checkedAt = new Date(now - 30 * 60_000).toISOString()
  const today = now - 60 * 60_000
  const yesterday = today - 24 * 3_600_000
  return {
    from: day(now - 6 * 24 * 3_600_000),
    to: day(now),
    days: [
      {
        day: day(today),
        checkedAt,
        received: 12,
        copies: 1,
        underway: 1,
        missing: 1,
        inboxes: [
          { inbox: 'support', began: 5, threaded: 3, quarantined: 0, rejected: 1, dismissed: 0 },
          { inbox: null, began: 0, threaded: 0, quarantined: 2, rejected: 0, dismissed: 0 },
        ],
      },
      {
        day: day(yesterday),
        checkedAt,
        received: 4,
        copies: 0,
        underway: 0,
        missing: 0,
        inboxes: [{ inbox: 'sales', began: 3, threaded: 1, quarantined: 0, rejected: 0, dismissed: 0 }],
      },
    ],
    missing: [
      {
        key: 'mail/o3vrnil0e2ic28trm7dfhrc2v0',
        receivedAt: new Date(now - 3 * 3_600_000).toISOString(),
        size: 12_345,
        why: 'never-read',
        tries: 0,
        trouble: null,
        found: 0,
        copies: 1,
      },
    ],
    more: false,
    run: {
      from: day(now - 6 * 24 * 3_600_000),
      to: day(now),
      startedAt: checkedAt,
      listed: 16,
      finishedAt: checkedAt,
    },
  }
}

export function demoQuarantine(now: number): Schemas['QuarantineItem'][] {
  return [
    {
      id: 'Q1',
      at: new Date(now - 40 * 60_000).toISOString(),
      channel: 'email',
      reason: 'unrouted',
      detail: 'No inbox receives orders@harbourgoods.example.',
      inbox: null,
      from: 'warehouse@northsea-freight.example',
      to: 'orders@harbourgoods.example',
      size: 18_344,
    },
    {
      id: 'Q2',
      at: new Date(now - 26 * 3_600_000).toISOString(),
      channel: 'whatsapp',
      reason: 'unknown-type',
      detail: 'The provider calls this message type "order", which Relais does not know yet.',
      inbox: 'whatsapp',
      from: '+31 6 1234 5678',
      to: '+31 20 555 0142',
      size: 2_210,
    },
  ]
}

let entryCount = 0

/** Ids that sort by time, as the real ones do. */
export function nextId(): string {
  entryCount += 1
  return `01JD${String(entryCount).padStart(22, '0')}`
}

const minute = 60_000
const hour = 60 * minute

type Story = {
  contact: string
  identity: Schemas['Identity']
  inbox: 'support' | 'sales' | 'whatsapp'
  team?: string
  subject: string
  text: string
  html?: string
  hoursAgo: number
  /** Who got a copy of it. */
  copied?: string
  assignee?: string
  labels?: string[]
  closed?: boolean
}

const stories: Story[] = [
  {
    contact: 'Claire Dubois',
    identity: { kind: 'email', value: 'claire.dubois@exemple.fr' },
    inbox: 'support',
    subject: 'Ma commande 4471 est arrivée cassée',
    text: 'Bonjour,\n\nMa commande est arrivée ce matin, mais deux tasses sur six sont cassées. Je vous joins une photo.\n\nQue dois-je faire ?\n\nCordialement,\nClaire Dubois',
    html: '<p>Bonjour,</p><p>Ma commande est arrivée ce matin, mais <b>deux tasses sur six</b> sont cassées. Je vous joins une photo.</p><p>Que dois-je faire ?</p><p>Cordialement,<br>Claire Dubois</p>',
    hoursAgo: 0.2,
    labels: ['complaint'],
  },
  {
    contact: 'Giulia Ferrari',
    identity: { kind: 'phone', value: '+393471234567' },
    inbox: 'whatsapp',
    subject: 'Buongiorno, avete ancora il tavolo da giardino?',
    text: 'Buongiorno, avete ancora il tavolo da giardino in legno? Mi servirebbe entro sabato 🙂',
    hoursAgo: 1.2,
    labels: ['question'],
  },
  {
    contact: 'Pieter van Dijk',
    identity: { kind: 'email', value: 'pieter@vandijk.example' },
    inbox: 'sales',
    subject: 'Offerte voor 40 lampen',
    text: 'Beste Harbour Goods,\n\nKunt u mij een offerte sturen voor 40 hanglampen "Fjord"?\n\nMet vriendelijke groet,\nPieter van Dijk',
    hoursAgo: 2,
    assignee: 'marco',
  },
  {
    contact: 'Margaret O’Neill',
    identity: { kind: 'email', value: 'margaret.oneill@example.com' },
    inbox: 'support',
    subject: 'Where is my delivery?',
    text: 'Hello,\n\nThe tracking page has said "out for delivery" since Tuesday. Could you find out where my parcel is?\n\nThanks,\nMargaret',
    html: '<div style="font-family:Georgia;color:#222"><p>Hello,</p><p>The tracking page has said "out for delivery" since Tuesday. Could you find out where my parcel is?</p><p>Thanks,<br>Margaret</p><img src="https://tracker.example/pixel.gif" width="120" height="40" alt="Logo"></div>',
    hoursAgo: 5,
    copied: 'depot@carrier.example',
    labels: ['delivery', 'urgent'],
    assignee: 'amelie',
  },
  {
    contact: 'Luca Conti',
    identity: { kind: 'email', value: 'l.conti@studioconti.example' },
    inbox: 'support',
    team: 'finance',
    subject: 'Fattura di ottobre mancante',
    text: 'Buongiorno,\n\nnon ho ricevuto la fattura di ottobre (ordine 4390). Potete inviarmela?\n\nGrazie,\nLuca Conti',
    hoursAgo: 20,
    labels: ['invoice'],
    assignee: 'chiara',
  },
  {
    contact: 'Emma Schmidt',
    identity: { kind: 'phone', value: '+4915112345678' },
    inbox: 'whatsapp',
    subject: 'Can I return the blue rug?',
    text: 'Hi, can I return the blue rug? It does not fit the room after all.',
    hoursAgo: 30,
    labels: ['return'],
  },
  {
    contact: 'Joris Bakker',
    identity: { kind: 'email', value: 'joris@bakkerij-bakker.example' },
    inbox: 'sales',
    subject: 'Bedankt voor de snelle levering',
    text: 'Alles is goed aangekomen, dank jullie wel!',
    hoursAgo: 52,
    closed: true,
  },
]

/** The workspace "Harbour Goods" as it is at the start of every test. */
export function demoConversations(now: number): Kept[] {
  const kept = stories.map((story, index) => begin(story, 1041 + index, now))
  addHistory(kept, now)
  for (let index = 0; index < 70; index += 1) {
    kept.push(
      begin(
        {
          contact: `Customer ${index + 1}`,
          identity: { kind: 'email', value: `customer${index + 1}@example.com` },
          inbox: 'sales',
          subject: `Question about order ${4300 - index}`,
          text: 'When will it be back in stock?',
          hoursAgo: 60 + index,
          assignee: 'tom',
        },
        970 + index,
        now,
      ),
    )
  }
  return kept
}

function copies({ copied }: Story): Schemas['Mailbox'][] {
  return copied === undefined ? [] : [{ name: null, address: copied }]
}

function begin(story: Story, caseNumber: number, now: number): Kept {
  const at = new Date(now - story.hoursAgo * hour).toISOString()
  const inbox = inboxes.find((each) => each.id === story.inbox)
  if (inbox === undefined) throw new Error(`No inbox ${story.inbox}`)
  const contact = { id: `contact-${caseNumber}`, name: story.contact, identities: [story.identity] }
  const author: Schemas['Author'] = { kind: 'contact', id: contact.id, name: contact.name }
  const id = `conversation-${caseNumber}`
  const broken = story.subject.includes('cassée')
  const message: Schemas['Message'] = {
    kind: 'message',
    id: nextId(),
    at,
    direction: 'in',
    author,
    from: story.identity,
    mail:
      inbox.channel === 'email'
        ? { subject: story.subject, from: null, to: [{ name: 'Harbour Goods', address: inbox.address }], cc: copies(story), bcc: [], ...plainMail }
        : null,
    text: story.text,
    html: story.html ?? null,
    whole: true,
    files: broken ? demoFiles() : [],
    status: null,
    evidence: 'first',
    automatic: null,
    newSubject: false,
    verdicts: inbox.channel === 'email' ? fineVerdicts : null,
    chat: null,
    original: true,
  }
  return {
    row: {
      id,
      caseNumber,
      version: 1,
      inbox: inbox.id,
      channel: inbox.channel,
      team: story.team ?? inbox.team,
      assignee: story.assignee ?? null,
      status: story.closed === true ? 'closed' : 'open',
      contact: { id: contact.id, name: contact.name },
      subject: story.subject,
      preview: story.text.replace(/\s+/g, ' ').slice(0, 140),
      labels: story.labels ?? [],
      createdAt: at,
      lastActivityAt: at,
      waitingSince: story.closed === true ? null : at,
      failed: false,
      held: false,
      nextDueAt: null,
      windowClosesAt: inbox.channel === 'whatsapp' ? new Date(Date.parse(at) + 24 * hour).toISOString() : null,
    },
    contact,
    replyTo:
      inbox.channel === 'email'
        ? { from: inbox.senders[0] ?? null, to: [{ name: story.contact, address: story.identity.value }], cc: copies(story) }
        : null,
    entries: [
      message,
      {
        kind: 'event',
        id: nextId(),
        at,
        author,
        event: 'created',
        from: null,
        to: null,
        rule: null,
        relation: null,
      },
    ],
    written: [],
  }
}

/** A picture that is drawn here, so that no file has to be served. */
const picture =
  'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='

function demoFiles(): Schemas['File'][] {
  return [
    { index: 0, name: 'tasses-cassees.jpg', type: 'image/jpeg', size: 842_113, inline: false, contentId: null, state: 'stored', trouble: null, retryable: false, url: picture },
    { index: 1, name: 'bon-de-livraison.pdf', type: 'application/pdf', size: 64_200, inline: false, contentId: null, state: 'stored', trouble: null, retryable: false, url: '/test/file' },
    { index: 2, name: 'video.mp4', type: 'video/mp4', size: 0, inline: false, contentId: null, state: 'fetching', trouble: null, retryable: false, url: null },
    { index: 3, name: 'message-vocal.ogg', type: 'audio/ogg', size: 0, inline: false, contentId: null, state: 'failed', trouble: 'gone', retryable: true, url: null },
  ]
}

/** Gives some conversations the middle part of a story. */
function addHistory(kept: Kept[], now: number) {
  const delivery = kept.find((each) => each.row.subject === 'Where is my delivery?')
  const invoice = kept.find((each) => each.row.labels.includes('invoice'))
  const at = (hoursAgo: number) => new Date(now - hoursAgo * hour).toISOString()
  const agent = (id: string): Schemas['Author'] => ({
    kind: 'agent',
    id,
    name: people.find((person) => person.id === id)?.name ?? id,
  })
  if (delivery !== undefined) {
    delivery.entries.push(
      {
        kind: 'event', id: nextId(), at: at(5), author: { kind: 'rule', id: 'delivery', name: 'Delivery' }, event: 'rule-applied',
        from: null, to: null, rule: { id: 'delivery', version: 1, name: 'Delivery', matched: 'delivery' }, relation: null,
      },
      { kind: 'event', id: nextId(), at: at(4.8), author: agent('sanne'), event: 'assigned', from: null, to: 'amelie', rule: null, relation: null },
      {
        kind: 'note', id: nextId(), at: at(4.5), author: agent('sanne'),
        text: 'The carrier had a strike on Tuesday. Depot in Rotterdam says Friday.',
        html: '<p>The carrier had a strike on Tuesday. Depot in Rotterdam says <strong>Friday</strong>.</p>',
        whole: true,
      },
      {
        kind: 'message', id: nextId(), at: at(4), direction: 'out', author: agent('amelie'), from: null,
        mail: { subject: 'Re: Where is my delivery? [#1044]', from: null, to: [{ name: 'Margaret O’Neill', address: 'margaret.oneill@example.com' }], cc: [], bcc: [], ...plainMail },
        text: 'Hello Margaret,\n\nYour parcel waits at the depot and arrives on Friday.',
        html: '<p>Hello Margaret,</p><p>Your parcel waits at the depot and arrives on <strong>Friday</strong>.</p>',
        whole: true, files: [], evidence: null, automatic: null, newSubject: false, verdicts: null, chat: null, original: false,
        status: { state: 'delivered', at: at(3.9), attempt: 1, code: null, cause: null, reason: null, retryable: false, dueAt: null, by: null },
      },
      {
        kind: 'message', id: nextId(), at: at(3), direction: 'in',
        author: { kind: 'contact', id: delivery.contact.id, name: delivery.contact.name },
        from: { kind: 'email', value: 'margaret.oneill@example.com' },
        mail: { subject: 'Re: Where is my delivery? [#1044]', from: null, to: [{ name: null, address: 'support@harbourgoods.example' }], cc: [], bcc: [], ...plainMail },
        text: 'Friday is fine, thank you!\n\nOn Thu, Amélie Laurent wrote:\n> Hello Margaret,\n>\n> Your parcel waits at the depot and arrives on Friday.',
        html: null, whole: true, files: [], status: null, evidence: 'message-id', automatic: null, newSubject: false, verdicts: null, chat: null, original: true,
      },
    )
    Object.assign(delivery.row, { preview: 'Friday is fine, thank you!', lastActivityAt: at(3), waitingSince: at(3), version: 6 })
  }
  if (invoice !== undefined) {
    invoice.entries.push(
      {
        kind: 'event', id: nextId(), at: at(20), author: { kind: 'rule', id: 'invoices', name: 'Invoices to Finance' }, event: 'rule-applied',
        from: null, to: null, rule: { id: 'invoices', version: 3, name: 'Invoices to Finance', matched: 'fattura' }, relation: null,
      },
      {
        kind: 'message', id: nextId(), at: at(18), direction: 'out', author: agent('chiara'), from: null,
        mail: { subject: 'Re: Fattura di ottobre mancante [#1045]', from: null, to: [{ name: 'Luca Conti', address: 'l.conti@studioconti.example' }], cc: [], bcc: [], ...plainMail },
        text: 'Buongiorno, la fattura è in allegato.', html: null, whole: true, files: [], evidence: null, automatic: null, newSubject: false, verdicts: null, chat: null, original: false,
        status: {
          state: 'failed', at: at(17.9), attempt: 1, code: 'bounce', cause: null,
          reason: 'The mailbox of l.conti@studioconti.example is full. Try again later or reach the customer another way.', retryable: true, dueAt: null, by: null,
        },
      },
    )
    Object.assign(invoice.row, { failed: true, lastActivityAt: at(18), waitingSince: null, version: 4 })
  }
}

/** A domain of which something is right, something missing and something wrong. */
export function demoDomains(): Schemas['Domain'][] {
  const record = (
    purpose: Schemas['DomainRecord']['purpose'],
    type: Schemas['DomainRecord']['type'],
    name: string,
    value: string,
    state: Schemas['DomainRecord']['state'],
    found: string[] = [],
  ): Schemas['DomainRecord'] => ({ purpose, type, name, value, state, found, at: name })
  return [
    {
      name: 'harbourgoods.example',
      identity: {
        state: 'pending',
        domain: 'harbourgoods.example',
        dkim: 'pending',
        ownKeys: false,
        returnPath: 'bounce.harbourgoods.example',
        returnPathState: 'verified',
      },
      records: [
        record('receiving', 'MX', 'harbourgoods.example', '10 inbound-smtp.eu-west-1.amazonaws.com', 'found', ['10 inbound-smtp.eu-west-1.amazonaws.com']),
        record('dkim', 'CNAME', 'one._domainkey.harbourgoods.example', 'one.dkim.amazonses.com', 'missing'),
        record('spf', 'TXT', 'bounce.harbourgoods.example', 'v=spf1 include:amazonses.com ~all', 'differs', ['v=spf1 -all']),
        record('dmarc', 'TXT', '_dmarc.harbourgoods.example', 'v=DMARC1; p=quarantine; adkim=r; aspf=r', 'unknown'),
      ],
    },
  ]
}
