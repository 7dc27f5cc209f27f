import { createRootRoute, createRoute, createRouter, redirect, useNavigate } from '@tanstack/react-router'
import { lazy } from 'react'
import { useSession } from '../api/session'
import type { InboxId } from '../api/types'
import { WritingField } from '../features/composer/writing-field'
import { Crashed } from './crashed'
import { ListPage } from './list-page'
import { NotFound } from './not-found'
import { WithMenu } from './with-menu'
import { Shell } from './shell'

// Few people open these, so they do not come with the first load.
const RulesPage = lazy(() => import('../features/rules/rules-page').then((module) => ({ default: module.RulesPage })))
const RuleEditor = lazy(() => import('../features/rules/rule-editor').then((module) => ({ default: module.RuleEditor })))
const QuarantinePage = lazy(() =>
  import('../features/quarantine/quarantine-page').then((module) => ({ default: module.QuarantinePage })),
)
const LedgerPage = lazy(() =>
  import('../features/ledger/ledger-page').then((module) => ({ default: module.LedgerPage })),
)
const InboxesPage = lazy(() =>
  import('../features/inboxes/inboxes-page').then((module) => ({ default: module.InboxesPage })),
)
const InboxPage = lazy(() =>
  import('../features/inboxes/inbox-page').then((module) => ({ default: module.InboxPage })),
)
const ChatPage = lazy(() => import('../features/inboxes/chat-page').then((module) => ({ default: module.ChatPage })))
const FormPage = lazy(() => import('../features/inboxes/form-page').then((module) => ({ default: module.FormPage })))
const ConnectionPage = lazy(() =>
  import('../features/inboxes/connection-page').then((module) => ({ default: module.ConnectionPage })),
)
const AccountPage = lazy(() =>
  import('../features/inboxes/account-page').then((module) => ({ default: module.AccountPage })),
)
const ConnectPage = lazy(() =>
  import('../features/inboxes/connect-page').then((module) => ({ default: module.ConnectPage })),
)

const TelephonyPage = lazy(() =>
  import('../features/telephony/telephony-page').then((module) => ({ default: module.TelephonyPage })),
)
const PhotoPage = lazy(() =>
  import('../features/account/photo-page').then((module) => ({ default: module.PhotoPage })),
)
const TelephonePage = lazy(() =>
  import('../features/telephony/telephone-page').then((module) => ({ default: module.TelephonePage })),
)
const NewMessagePage = lazy(() =>
  import('../features/composer/new-message-page').then((module) => ({ default: module.NewMessagePage })),
)
const WritingPage = lazy(() =>
  import('../features/composer/writing-page').then((module) => ({ default: module.WritingPage })),
)

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Crashed })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // The router takes redirects as thrown values.
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect({ to: '/list/$list', params: { list: 'new' } })
  },
})

const list = createRoute({
  getParentRoute: () => root,
  path: '/list/$list',
  component: ListRoute,
})

const conversation = createRoute({
  getParentRoute: () => root,
  path: '/list/$list/$conversation',
  component: ConversationRoute,
})

const rules = createRoute({
  getParentRoute: () => root,
  path: '/rules',
  component: RulesRoute,
})

const rule = createRoute({
  getParentRoute: () => root,
  path: '/rules/$rule',
  component: RuleRoute,
})

const quarantine = createRoute({
  getParentRoute: () => root,
  path: '/quarantine',
  component: QuarantineRoute,
})

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  component: LedgerRoute,
})

const inboxes = createRoute({
  getParentRoute: () => root,
  path: '/inboxes',
  component: InboxesRoute,
})

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inboxes/$inbox',
  component: InboxRoute,
})

const chat = createRoute({
  getParentRoute: () => root,
  path: '/inboxes/$inbox/chat',
  component: ChatRoute,
})

const form = createRoute({
  getParentRoute: () => root,
  path: '/inboxes/$inbox/form',
  component: FormRoute,
})

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  component: ConnectPage,
})

const connection = createRoute({
  getParentRoute: () => root,
  path: '/inboxes/$inbox/connection',
  component: ConnectionRoute,
})

const newMessage = createRoute({
  getParentRoute: () => root,
  path: '/new',
  component: NewMessageRoute,
})

const writing = createRoute({
  getParentRoute: () => root,
  path: '/writing',
  component: WritingRoute,
})

const telephony = createRoute({
  getParentRoute: () => root,
  path: '/telephony',
  component: TelephonyRoute,
})

const photo = createRoute({
  getParentRoute: () => root,
  path: '/photo',
  component: PhotoRoute,
})

const telephone = createRoute({
  getParentRoute: () => root,
  path: '/telephone',
  component: TelephoneRoute,
})

function PhotoRoute() {
  return <WithMenu page={(menu) => <PhotoPage headStart={menu} />} />
}

function NewMessageRoute() {
  const navigate = useNavigate()
  const open = (conversation: string) =>
    void navigate({ to: '/list/$list/$conversation', params: { list: 'mine', conversation } })
  const again = () => void navigate({ to: '/new' })
  return <WithMenu page={(menu) => <NewMessagePage headStart={menu} onBegun={open} onAgain={again} />} />
}

function WritingRoute() {
  return <WithMenu page={(menu) => <WritingPage headStart={menu} />} />
}

function TelephonyRoute() {
  return <WithMenu page={(menu) => <TelephonyPage headStart={menu} />} />
}

function TelephoneRoute() {
  return <WithMenu page={(menu) => <TelephonePage headStart={menu} />} />
}

function ListRoute() {
  return <ListPage list={list.useParams().list} conversation={null} />
}

function ConversationRoute() {
  const params = conversation.useParams()
  return <ListPage list={params.list} conversation={params.conversation} />
}

function RulesRoute() {
  return <WithMenu page={(menu) => <RulesPage headStart={menu} />} />
}

function RuleRoute() {
  return <RuleEditor id={rule.useParams().rule} />
}

function QuarantineRoute() {
  return <WithMenu page={(menu) => <QuarantinePage headStart={menu} />} />
}

function LedgerRoute() {
  return <WithMenu page={(menu) => <LedgerPage headStart={menu} />} />
}

function InboxesRoute() {
  return <WithMenu page={(menu) => <InboxesPage headStart={menu} />} />
}

function InboxRoute() {
  const id = inbox.useParams().inbox as InboxId
  const { inboxes } = useSession()
  if (inboxes.find((each) => each.id === id)?.channel !== 'email') return <AccountPage key={id} id={id} />
  return (
    <InboxPage
      key={id}
      id={id}
      signatureField={({ onChange, ...field }) => (
        <WritingField
          {...field}
          placeholder=""
          focused={false}
          rich
          placeholders
          onChange={(html) => onChange(html)}
          onEnter={() => false}
          onEscape={() => undefined}
        />
      )}
    />
  )
}

function ConnectionRoute() {
  const id = connection.useParams().inbox as InboxId
  return <ConnectionPage key={id} id={id} />
}

function ChatRoute() {
  const id = chat.useParams().inbox as InboxId
  return <ChatPage key={id} id={id} />
}

function FormRoute() {
  const id = form.useParams().inbox as InboxId
  return <FormPage key={id} id={id} />
}

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    list,
    conversation,
    rules,
    rule,
    quarantine,
    ledger,
    inboxes,
    inbox,
    chat,
    form,
    connect,
    connection,
    newMessage,
    writing,
    photo,
    telephony,
    telephone,
  ]),
  defaultErrorComponent: Crashed,
  // Lists keep their own place; the window itself never scrolls.
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  // The router's own way to learn its routes.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Register {
    router: typeof router
  }
}
