import { useNavigate, useParams } from '@tanstack/react-router'
import { conversationId, type Message, type Row } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useSplit } from './api/split'

type SplitOfferProps = { readonly message: Message; readonly row: Row }

/** Offers to make a conversation of its own of a mail that came under another subject. */
export function SplitOffer({ message, row }: SplitOfferProps) {
  const { t } = useTexts()
  const { list = 'new' } = useParams({ strict: false })
  const navigate = useNavigate()
  const failureText = useFailureText()
  const splitting = useSplit(row.id, (error) => showFailure(failureText(error)))
  const split = () =>
    splitting.mutate(
      { from: message.id, ifMatch: row.version },
      {
        onSuccess: ({ conversation }) => {
          void navigate({
            to: '/list/$list/$conversation',
            params: { list, conversation: conversationId(conversation.id) },
          })
          showToast(t('split.done', { number: String(conversation.caseNumber) }))
        },
      },
    )
  return (
    <p className="split-offer">
      <span>{t('split.offer', { subject: message.mail?.subject ?? '' })}</span>
      <Button look="link" pending={splitting.isPending} onPress={split}>
        {t('split.action')}
      </Button>
    </p>
  )
}
