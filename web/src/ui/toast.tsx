import './toast.css'
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTexts } from '../i18n/texts'
import { Button, IconButton } from './button'
import { Icon } from './icon'
import { useSecondsLeft } from './seconds-left'

type Toast = {
  readonly id: number
  readonly text: string
  readonly kind: 'done' | 'failure'
  readonly action: { readonly label: string; readonly run: () => void } | null
  /** The moment at which it is over, in milliseconds; null for the usual time. */
  readonly until: number | null
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/**
 * Says in passing what happened, with a way back where there is one.
 *
 * @param until until when the way back is open: the seconds are counted, and then it is gone
 * @returns its id, for who takes it away before
 */
export function showToast(text: string, action?: { label: string; run: () => void }, until?: number): number {
  lastId += 1
  change([...toasts.slice(-2), { id: lastId, text, kind: 'done', action: action ?? null, until: until ?? null }])
  return lastId
}

/** Says that something did not work; stays until it is closed. */
export function showFailure(text: string) {
  lastId += 1
  change([...toasts.slice(-2), { id: lastId, text, kind: 'failure', action: null, until: null }])
}

/** Takes a toast away. */
export function dismissToast(id: number) {
  change(toasts.filter((toast) => toast.id !== id))
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The place where toasts appear; one for the whole app. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  const { t } = useTexts()
  const place = useRef<HTMLElement>(null)
  useRoom(place)
  return (
    <section ref={place} className="toasts" aria-label={t('toast.region')}>
      <div role="status" aria-live="polite" className="visually-hidden">
        {shown.at(-1)?.text}
      </div>
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

/** Says how much room toasts take, as `--toasts`: whatever scrolls under them leaves as much at its end. */
function useRoom(place: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = place.current
    if (element === null || typeof ResizeObserver === 'undefined') return
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => style.setProperty('--toasts', `${element.offsetHeight}px`))
    observer.observe(element, { box: 'border-box' })
    return () => {
      observer.disconnect()
      style.removeProperty('--toasts')
    }
  }, [place])
}

const shownMilliseconds = 10_000

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { t } = useTexts()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    // What is over is over, whoever looks at it.
    if (toast.kind === 'failure' || (held && toast.until === null)) return
    const shown = toast.until === null ? shownMilliseconds : toast.until - Date.now()
    const timer = setTimeout(() => dismissToast(toast.id), shown)
    return () => clearTimeout(timer)
  }, [held, toast])
  return (
    // Pointing at it or being inside only stops its clock; nothing is done by it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={toast.text}
      className={`toast toast-${toast.kind}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={toast.kind === 'done' ? 'check-circle' : 'alert-triangle'} />
      <span>{toast.text}</span>
      {toast.action && (
        <Button
          look="link"
          onPress={() => {
            toast.action?.run()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
          {toast.until !== null && <SecondsLeft until={toast.until} />}
        </Button>
      )}
      <IconButton icon="close" label={t('toast.close')} onPress={() => dismissToast(toast.id)} />
    </div>
  )
}

/** Seen only: a screen reader that counted along would say nothing else. */
function SecondsLeft({ until }: { readonly until: number }) {
  return (
    <span className="toast-seconds" aria-hidden="true">
      {useSecondsLeft(until)}
    </span>
  )
}
