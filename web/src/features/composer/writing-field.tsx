import { lazy, type ReactNode, Suspense } from 'react'
import { Skeleton } from '../../ui/states'
import type { EditorProps } from './editor'

const load = () => import('./editor')
const Editor = lazy(() => load().then((module) => ({ default: module.Editor })))

/** Fetches the editor before somebody writes. Without it nothing is lost: it is fetched then. */
export function expectWriting() {
  load().catch(() => undefined)
}

/** An editor that comes when it is needed; until then its place is kept. */
export function WritingField(props: EditorProps): ReactNode {
  return (
    <Suspense
      fallback={
        <>
          {props.rich && <div className="editor-tools" />}
          <div className="editor">
            <div className="editor-field">
              <Skeleton inline="60%" block="1.1rem" />
            </div>
          </div>
        </>
      }
    >
      <Editor {...props} />
    </Suspense>
  )
}
