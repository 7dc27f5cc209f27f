import type { InboxSettings } from '../../api/types'

/** What each section of an inbox's form is given. */
export type SectionProps = {
  readonly inbox: InboxSettings
  readonly onChange: (change: Partial<InboxSettings>) => void
  /** What the server says is wrong, by its name of the field. */
  readonly wrong: (field: string) => string | null
}
