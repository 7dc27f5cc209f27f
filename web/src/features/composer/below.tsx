import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useSession } from '../../api/session'
import type { ConversationDetail, InboxId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Checkbox } from '../../ui/form'
import { previewReply } from './api/preview'
import { writingHabitQuery } from './api/writing-habit'
import type { Draft } from './drafts'
import { PreviewButton } from './preview-button'

type Signature = NonNullable<Draft['signature']>

type BelowProps = {
  readonly detail: ConversationDetail
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}

/** What follows below the words of a reply by mail, and how all of it looks to the customer. */
export function Below({ detail, draft, onChange }: BelowProps) {
  const { t } = useTexts()
  const habit = useQuery(writingHabitQuery()).data
  if (habit === undefined) return null
  return (
    <div className="below">
      <SignatureChoice
        inbox={detail.conversation.inbox}
        value={draft.signature}
        onChange={(signature) => onChange({ signature })}
      />
      <Checkbox selected={draft.quote ?? habit.quotes} onChange={(quote) => onChange({ quote })}>
        {t('below.quote')}
      </Checkbox>
      <PreviewButton
        disabled={draft.text.trim() === ''}
        ask={() =>
          previewReply(detail.conversation.id, {
            html: draft.html,
            text: draft.text,
            signature: draft.signature,
            quote: draft.quote,
          })
        }
      />
    </div>
  )
}

type SignatureChoiceProps = {
  readonly inbox: InboxId
  /** Null leaves it as its writer does it usually. */
  readonly value: Signature | null
  readonly onChange: (signature: Signature) => void
}

/** Which signature stands below; nothing to choose, nothing to see. */
export function SignatureChoice({ inbox, value, onChange }: SignatureChoiceProps) {
  const { t } = useTexts()
  const field = useId()
  const own = useQuery(writingHabitQuery()).data?.signature ?? null
  const signed = useSession().inboxes.find(({ id }) => id === inbox)?.signed ?? false
  const choices: readonly Signature[] = [
    ...(own === null ? [] : (['own'] as const)),
    ...(signed ? (['inbox'] as const) : []),
    'none',
  ]
  if (choices.length < 2) return null
  return (
    <>
      <label htmlFor={field}>{t('below.signature')}</label>
      <select
        id={field}
        className="recipients-from"
        value={value ?? choices[0]}
        onChange={(event) => onChange(event.target.value as Signature)}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`below.signature.${choice}`)}
          </option>
        ))}
      </select>
    </>
  )
}
