import type { ReactNode } from 'react'
import type { InboxSettings } from '../../api/types'

/** What each section of an inbox's form is given. */
export type SectionProps = {
  readonly inbox: InboxSettings
  readonly onChange: (change: Partial<InboxSettings>) => void
  /** What the server says is wrong, by its name of the field. */
  readonly wrong: (field: string) => string | null
}

/** The editor that signatures are written in; whoever shows the page brings it along. */
export type SignatureField = (props: {
  readonly label: string
  readonly describedBy: string
  readonly html: string
  /** Grows by one each time the editor must take over other content. */
  readonly revision: number
  readonly onChange: (html: string) => void
}) => ReactNode
