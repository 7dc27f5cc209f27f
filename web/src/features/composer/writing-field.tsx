import { lazy, type ReactNode, Suspense } from 'react'
import { Skeleton } from '../../ui/states'
import type { EditorProps } from './editor'

const Editor = lazy(() => import('./editor').then((module) => ({ default: module.Editor })))

/** An editor that comes when it is needed; until then its place is kept. */
export function WritingField(props: EditorProps): ReactNode {
  return (
    <Suspense fallback={<div className="editor"><Skeleton inline="100%" block="4rem" /></div>}>
      <Editor {...props} />
    </Suspense>
  )
}
