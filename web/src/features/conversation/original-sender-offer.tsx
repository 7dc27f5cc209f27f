import type { Contact, Mailbox, Message, Row } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { mailboxName } from '../../ui/mailbox-name'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useChangeContact } from './api/change-contact'

type OriginalSenderOfferProps = {
  readonly message: Message
  readonly original: Mailbox
  readonly row: Row
  readonly contact: Contact
}

/** Offers to make the one who wrote a mail that was passed on the contact; says so once they are. */
export function OriginalSenderOffer({ message, original, row, contact }: OriginalSenderOfferProps) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const change = useChangeContact(row.id, (error) => showFailure(failureText(error)))
  const name = mailboxName(original)
  const forwarder = message.author.name
  const isContact = contact.identities.some(({ value }) => value === original.address.toLowerCase())
  const makeContact = (who: 'original-sender' | 'sender') =>
    change.mutate(
      { message: message.id, who },
      {
        onSuccess: () =>
          showToast(t('original.done', { name: who === 'sender' ? forwarder : name }), {
            label: t('toast.undo'),
            run: () => change.mutate({ message: message.id, who: who === 'sender' ? 'original-sender' : 'sender' }),
          }),
      },
    )
  return (
    <p className="split-offer">
      <span>{t(isContact ? 'original.isContact' : 'original.offer', { name, address: original.address, forwarder })}</span>
      <Button look="link" pending={change.isPending} onPress={() => makeContact(isContact ? 'sender' : 'original-sender')}>
        {t('original.action', { name: isContact ? forwarder : name })}
      </Button>
    </p>
  )
}
