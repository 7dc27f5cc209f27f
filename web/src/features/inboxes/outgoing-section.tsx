import { useState } from 'react'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Switch, TextField } from '../../ui/form'
import { TextArea } from '../../ui/text-area'
import { signatureHtml, signatureLines } from './inbox-draft'
import type { SectionProps } from './section'

/** What mail from it looks like, and where answers go. */
export function OutgoingSection({ inbox, onChange, wrong }: SectionProps) {
  const { t } = useTexts()
  const { outgoing } = inbox
  const [local = '', domain = ''] = inbox.addresses.main.split('@')
  const set = (change: Partial<typeof outgoing>) => onChange({ outgoing: { ...outgoing, ...change } })
  return (
    <fieldset className="inbox-section">
      <legend>{t('inbox.answers')}</legend>
      <TextField
        label={t('inbox.senderName')}
        hint={t('inbox.senderNameHint')}
        value={outgoing.senderName}
        onChange={(senderName) => set({ senderName })}
        error={wrong('outgoing.senderName')}
      />
      <Switch selected={outgoing.replyAddresses} onChange={(replyAddresses) => set({ replyAddresses })}>
        {t('inbox.replyAddresses')}
      </Switch>
      <p className="field-hint">
        {outgoing.roomForTag
          ? t('inbox.replyAddressesHint', { example: `${local}+c…@${domain}` })
          : t('inbox.replyAddressesNoRoom')}
      </p>
      <SignatureField
        html={outgoing.signature}
        error={wrong('outgoing.signature')}
        onChange={(signature) => set({ signature })}
      />
    </fieldset>
  )
}

type SignatureProps = {
  readonly html: string | null
  readonly error: string | null
  readonly onChange: (html: string | null) => void
}

/** Plain lines while they say everything; the HTML itself once it is more. */
function SignatureField({ html, error, onChange }: SignatureProps) {
  const { t } = useTexts()
  const lines = signatureLines(html)
  const [wantsHtml, setWantsHtml] = useState(false)
  const asHtml = wantsHtml || lines === null
  return (
    <>
      <TextArea
        label={t('inbox.signature')}
        hint={t(asHtml ? 'inbox.signatureHtmlHint' : 'inbox.signatureHint')}
        value={asHtml ? (html ?? '') : lines}
        onChange={(text) => onChange(asHtml ? text || null : signatureHtml(text))}
        error={error}
      />
      <div>
        <Button look="link" disabled={lines === null} onPress={() => setWantsHtml(!wantsHtml)}>
          {t(asHtml ? 'inbox.signatureAsText' : 'inbox.signatureAsHtml')}
        </Button>
      </div>
    </>
  )
}
