import { useState } from 'react'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Switch, TextField } from '../../ui/form'
import { TextArea } from '../../ui/text-area'
import { isSimple } from './inbox-draft'
import type { SectionProps, SignatureField } from './section'

type OutgoingProps = SectionProps & { readonly signatureField: SignatureField }

/** What mail from it looks like, and where answers go. */
export function OutgoingSection({ inbox, onChange, wrong, signatureField }: OutgoingProps) {
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
      <Signature
        html={outgoing.signature}
        error={wrong('outgoing.signature')}
        field={signatureField}
        onChange={(signature) => set({ signature })}
      />
    </fieldset>
  )
}

type SignatureProps = {
  readonly html: string | null
  readonly error: string | null
  readonly field: SignatureField
  readonly onChange: (html: string | null) => void
}

/** As it will look, while the editor knows everything that is in it; the HTML itself where it is more. */
function Signature({ html, error, field, onChange }: SignatureProps) {
  const { t } = useTexts()
  const [wantsHtml, setWantsHtml] = useState(false)
  // What the editor was given last, or gave: anything else came from elsewhere, and it takes that over.
  const [known, setKnown] = useState({ html: html ?? '', revision: 0 })
  if ((html ?? '') !== known.html) setKnown({ html: html ?? '', revision: known.revision + 1 })
  const simple = isSimple(html ?? '')
  const asHtml = wantsHtml || !simple
  return (
    <>
      {asHtml ? (
        <TextArea
          label={t('inbox.signature')}
          hint={t('inbox.signatureHtmlHint')}
          value={html ?? ''}
          onChange={(text) => onChange(text || null)}
          error={error}
        />
      ) : (
        <div className="field">
          <span className="field-label">{t('inbox.signature')}</span>
          {field({
            label: t('inbox.signature'),
            describedBy: 'inbox-signature-hint',
            html: html ?? '',
            revision: known.revision,
            onChange: (next) => {
              setKnown({ html: next, revision: known.revision })
              onChange(next || null)
            },
          })}
          <span id="inbox-signature-hint" className="field-hint">
            {t('inbox.signatureHint')}
          </span>
          {error !== null && <span className="field-error">{error}</span>}
        </div>
      )}
      <div>
        <Button look="link" disabled={!simple} onPress={() => setWantsHtml(!wantsHtml)}>
          {t(asHtml ? 'inbox.signatureAsText' : 'inbox.signatureAsHtml')}
        </Button>
      </div>
    </>
  )
}
