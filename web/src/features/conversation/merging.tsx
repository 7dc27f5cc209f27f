import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ConversationDetail, ConversationId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useNow } from '../../ui/now'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useMerge, useTakeBackMerge } from './api/merge'

const hour = 3_600_000

const strong = (parts: ReactNode[]) => <strong>{parts}</strong>

/** The case that a conversation is offered to be merged into. */
export const offeredMerge = (detail: ConversationDetail) =>
  detail.merged === null
    ? detail.related.find(({ relation, status }) => relation.why === 'quotes' && status !== 'merged')
    : undefined

/** Offers to put a mail that quotes a case where it may belong; its sender took no part there. */
export function MergeSuggestion({ detail }: { readonly detail: ConversationDetail }) {
  const { t, rich } = useTexts()
  const { list = 'new' } = useParams({ strict: false })
  const navigate = useNavigate()
  const failureText = useFailureText()
  const row = detail.conversation
  const onFailure = (error: unknown) => showFailure(failureText(error))
  const merging = useMerge(row.id, onFailure)
  const quoted = offeredMerge(detail)
  const takingBack = useTakeBackMerge(row.id, quoted?.relation.id ?? row.id, onFailure)
  if (quoted === undefined) return null
  const number = String(quoted.relation.caseNumber)
  const open = (conversation: ConversationId) =>
    void navigate({ to: '/list/$list/$conversation', params: { list, conversation } })
  const merge = () =>
    merging.mutate(
      { into: quoted.relation.id, version: quoted.version, ifMatch: row.version },
      {
        onSuccess: () => {
          open(quoted.relation.id)
          showToast(t('merge.done', { number }), {
            label: t('toast.undo'),
            run: () => takingBack.mutate(undefined, { onSuccess: () => open(row.id) }),
          })
        },
      },
    )
  return (
    <div className="merge-offer" role="status">
      <Icon name="link" size={16} />
      <span>
        {rich('merge.suggestion', {
          number,
          subject: quoted.subject,
          strong: (parts) => (
            <Link to="/list/$list/$conversation" params={{ list, conversation: quoted.relation.id }}>
              {parts}
            </Link>
          ),
        })}
      </span>
      <Button pending={merging.isPending} onPress={merge}>
        {t('merge.into', { number })}
      </Button>
    </div>
  )
}

/** Says where a merged conversation goes on, and takes it back while that is possible. */
export function MergedNotice({ detail }: { readonly detail: ConversationDetail }) {
  const { t, rich } = useTexts()
  const { list = 'new' } = useParams({ strict: false })
  const now = useNow()
  const failureText = useFailureText()
  const row = detail.conversation
  const takingBack = useTakeBackMerge(row.id, detail.merged?.id ?? row.id, (error) => showFailure(failureText(error)))
  const { merged } = detail
  if (merged === null) return null
  const number = String(merged.caseNumber)
  const takeBack = () =>
    takingBack.mutate(undefined, {
      onSuccess: () => showToast(t('merge.takenBack', { number: String(row.caseNumber) })),
    })
  return (
    <div className="merge-offer" role="status">
      <Icon name="info" size={16} />
      <span>{rich('merge.notice', { number, strong })}</span>
      <Link className="button" to="/list/$list/$conversation" params={{ list, conversation: merged.id }}>
        {t('merge.open', { number })}
      </Link>
      {now - Date.parse(merged.at) < hour && (
        <Button look="quiet" pending={takingBack.isPending} onPress={takeBack}>
          {t('merge.takeBack')}
        </Button>
      )}
    </div>
  )
}
