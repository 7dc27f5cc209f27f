import './live.css'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { knownRow } from '../../api/conversation-cache'
import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { announce } from '../../ui/announce'
import { Icon } from '../../ui/icon'
import { fetchLiveTicket } from './api/live-ticket'
import { LiveChanges } from './live-changes'
import { LiveConnection, type LiveState } from './live-connection'

const pollMilliseconds = 10_000

/** A live event is sent once and may get lost on its way; nothing stays hidden for longer than this. */
const checkMilliseconds = 60_000

const LiveStateContext = createContext<LiveState>('connecting')

/** Keeps what is on the screen true: by the live connection, or by asking every ten seconds. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const me = useSession().user.id
  const texts = useTexts()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    const changes = new LiveChanges(client, me, (ids) => {
      for (const id of ids) {
        const row = knownRow(client, id)
        if (row !== undefined) {
          announce(texts.t('live.arrived', { name: row.contact.name, subject: row.subject }))
        }
      }
    })
    let poll: ReturnType<typeof setInterval> | undefined
    const connection = new LiveConnection({
      fetchTicket: fetchLiveTicket,
      openSocket: (address) => new WebSocket(address),
      onEvent: (event) => changes.take(event),
      onState: (next) => {
        setState(next)
        if (next === 'live') {
          // Also the first time: something may have come after the page was read.
          void changes.refreshAll()
          clearInterval(poll)
          poll = undefined
        } else {
          // Each failed try says so again; that must not begin the ten seconds anew.
          poll ??= setInterval(() => void changes.refreshAll(), pollMilliseconds)
        }
      },
    })
    const hurry = () => connection.hurry()
    const hurryWhenSeen = () => {
      if (document.visibilityState === 'visible') connection.hurry()
    }
    const check = setInterval(() => {
      if (document.visibilityState === 'visible') void changes.refreshAll()
    }, checkMilliseconds)
    connection.start()
    window.addEventListener('online', hurry)
    document.addEventListener('visibilitychange', hurryWhenSeen)
    return () => {
      connection.stop()
      changes.stop()
      clearInterval(poll)
      clearInterval(check)
      window.removeEventListener('online', hurry)
      document.removeEventListener('visibilitychange', hurryWhenSeen)
    }
  }, [client, me, texts])
  return <LiveStateContext value={state}>{children}</LiveStateContext>
}

/** Says, only when it is so, that changes are being asked for instead of arriving by themselves. */
export function LiveStatus() {
  const { t } = useTexts()
  const state = use(LiveStateContext)
  return (
    <span role="status">
      {state === 'polling' && (
        <span className="live-state" title={t('live.pollingText')}>
          <Icon name="wifi-off" size={13} />
          {t('live.polling')}
        </span>
      )}
    </span>
  )
}
