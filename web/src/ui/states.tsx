import './states.css'
import type { ReactNode } from 'react'
import { Problem, Unreachable } from '../api/problem'
import { useTexts } from '../i18n/texts'
import { Button } from './button'
import { Illustration, type IllustrationName } from './illustration'

type EmptyProps = {
  readonly picture: IllustrationName
  readonly title: string
  readonly children?: ReactNode
}

/** Nothing here, and that is fine: says why and what to do. */
export function EmptyState({ picture, title, children }: EmptyProps) {
  return (
    <div className="state">
      <Illustration name={picture} />
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** Something could not be loaded: says what, and offers to try again. */
export function FailureState({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTexts()
  return (
    <div className="state" role="alert">
      <Illustration name="broken" />
      <h2>{t('failure.title')}</h2>
      <p>{useFailureText()(error)}</p>
      <Button icon="refresh" onPress={onRetry}>
        {t('failure.retry')}
      </Button>
    </div>
  )
}

/** Turns a failure into a sentence that says what to do. */
export function useFailureText(): (error: unknown) => string {
  const { t, has } = useTexts()
  return (error) => {
    if (error instanceof Unreachable) return t('failure.unreachable')
    if (error instanceof Problem) {
      if (error.status === 403) return t('failure.forbidden')
      if (error.status === 404) return t('failure.gone')
      if (error.status >= 500) return t('failure.ours')
      const code = `problem.${error.code}`
      if (has(code)) return t(code)
      return error.body.detail ?? t('failure.unknown')
    }
    return t('failure.unknown')
  }
}

/** Stands where content will be, at its size, so that nothing jumps. */
export function Skeleton({ inline, block }: { readonly inline: string; readonly block: string }) {
  return <div className="skeleton" style={{ inlineSize: inline, blockSize: block }} aria-hidden="true" />
}
