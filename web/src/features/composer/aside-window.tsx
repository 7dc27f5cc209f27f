import './aside-window.css'
import './composer.css'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { knownRow } from '../../api/conversation-cache'
import { isProblem, Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { ConversationDetail, EntryWritten, Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize, momentName } from '../../i18n/times'
import { authorName } from '../../ui/author-name'
import { Button } from '../../ui/button'
import { ChooseTime } from '../../ui/choose-time'
import { Dialog } from '../../ui/dialog'
import { Checkbox } from '../../ui/form'
import { Icon } from '../../ui/icon'
import { mailboxName } from '../../ui/mailbox-name'
import { useFailureText } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { previewForward, useForward } from './api/forward'
import { previewReply } from './api/preview'
import { useSendReply } from './api/reply'
import { type AttachedFile, takenAlong } from './api/upload'
import { type Aside, keepAside, showAside, useAsideDraft, useBegunAsides } from './aside'
import { AttachButton, Attachments } from './attachments'
import { SignatureChoice } from './below'
import { lacksPictures, leavingFiles, PicturesProvider } from './pictures'
import { PreviewButton } from './preview-button'
import { RecipientsField } from './recipients-field'
import { longestUndoMilliseconds, offerUndo, undoTime } from './undo-send'
import { useAttachments } from './use-attachments'
import { usePictures } from './use-pictures'
import { WritingField } from './writing-field'

type AsideWindowProps = { readonly detail: ConversationDetail; readonly aside: Aside; readonly onClose: () => void }

/** Where mail is passed on, or answered in a side thread: apart from the reply box, in a window of its own. */
export function AsideWindow({ detail, aside, onClose }: AsideWindowProps) {
  const { t } = useTexts()
  const side = aside.kind === 'reply' ? detail.sides.find(({ id }) => id === aside.side) : undefined
  const title =
    aside.kind === 'forward'
      ? t(aside.message === null ? 'forward.conversation' : 'forward.message')
      : t('side.title', { people: side?.participants.join(', ') ?? '' })
  return (
    <Dialog title={title} open onClose={onClose} wide>
      <AsideForm key={JSON.stringify(aside)} detail={detail} aside={aside} onClose={onClose} />
    </Dialog>
  )
}

function AsideForm({ detail, aside, onClose }: AsideWindowProps) {
  const { t, language } = useTexts()
  const client = useQueryClient()
  const { user } = useSession()
  const failureText = useFailureText()
  const row = detail.conversation
  const { draft, edition, change, drop } = useAsideDraft(user.id, row.id, aside, row.version)
  const { begun, safety } = useBegunAsides(user.id, row.id)
  const takeAlong = (file: AttachedFile) => change((before) => ({ files: takenAlong(before.files, file) }))
  const attachments = useAttachments(takeAlong)
  const pictures = usePictures(takeAlong)
  const forwarding = useForward(row.id)
  const replying = useSendReply(row.id)
  const [failure, setFailure] = useState<string | null>(null)
  const side = aside.kind === 'reply' ? detail.sides.find(({ id }) => id === aside.side) : undefined
  const to = draft.to ?? side?.replyTo.to ?? []
  const cc = draft.cc ?? side?.replyTo.cc ?? []
  const passed = aside.kind === 'forward' ? messagesIn(detail, aside.message) : []
  const choices = passed.flatMap(filesOf)
  const chosen = draft.forwarded ?? choices.map(({ id }) => id)
  const pending = forwarding.isPending || replying.isPending
  const lacking = lacksPictures(draft.html)
  const ready =
    to.length > 0 &&
    attachments.arriving.length === 0 &&
    !lacking &&
    (aside.kind === 'forward' || draft.text.trim() !== '' || draft.files.length > 0)

  const mail = {
    to: [...to],
    cc: [...cc],
    html: draft.html,
    text: draft.text,
    files: leavingFiles(draft.html, draft.files),
    signature: draft.signature,
  }
  const forward = {
    ...mail,
    message: aside.kind === 'forward' ? aside.message : null,
    forwardedFiles: choices.filter(({ id }) => chosen.includes(id)).map(({ message, index }) => ({ message, index })),
  }
  const reply = { ...mail, side: aside.kind === 'reply' ? aside.side : null }

  const send = async (sendAt: Date | null) => {
    if (!ready || pending) return
    setFailure(null)
    const when = sendAt === null ? {} : { sendAt: sendAt.toISOString() }
    const version = draft.basedOn ?? row.version
    try {
      const answer =
        aside.kind === 'forward'
          ? await forwarding.mutateAsync({ request: { ...forward, ...when }, version, idempotencyKey: draft.key })
          : await replying.mutateAsync({ request: { ...reply, ...when }, version, idempotencyKey: draft.key })
      drop()
      onClose()
      tell(answer)
    } catch (error) {
      if (isProblem(error, 409) && error.code === 'reply-crossed') {
        // What came in between stands in the timeline behind; sent again, it builds on that.
        change({ basedOn: knownRow(client, row.id)?.version ?? row.version })
        setFailure(t('aside.crossed', { people: [...new Set((error.body.crossedBy ?? []).map(({ author }) => authorName(t, author)))].join(', ') }))
        return
      }
      // What was refused was not sent: the next attempt is another one.
      if (error instanceof Problem) change({})
      setFailure(failureText(error))
    }
  }

  const tell = ({ entry, conversation }: EntryWritten) => {
    const status = entry.kind === 'message' ? entry.status : null
    if (!status?.dueAt) {
      showToast(t(aside.kind === 'forward' ? 'forward.sent' : 'reply.sent'))
      return
    }
    const { waits, until } = undoTime({ at: status.at, dueAt: status.dueAt })
    offerUndo({
      conversation: row.id,
      message: entry.id,
      version: conversation.version,
      until,
      text:
        waits > longestUndoMilliseconds
          ? t('aside.later', { when: momentName(language, Date.parse(status.dueAt)) })
          : t('aside.soon', { seconds: Math.round(waits / 1000) }),
      again: () => {
        keepAside(user.id, row.id, aside, draft)
        showAside(row.id, aside)
      },
    })
  }

  return (
    <div className="aside-window">
      <p className="aside-hint">
        <Icon name="forward" size={16} />
        {t(aside.kind === 'forward' ? 'forward.hint' : 'side.hint', { name: row.contact.name })}
      </p>
      <div className="receivers">
        <RecipientsField label={t('reply.to')} value={to} focused={aside.kind === 'forward'} onChange={(value) => change({ to: value })} />
        <RecipientsField label={t('reply.cc')} value={cc} onChange={(value) => change({ cc: value })} />
      </div>
      <span id="aside-text" className="field-label">
        {t(aside.kind === 'forward' ? 'forward.comment' : 'newMessage.text')}
      </span>
      <PicturesProvider value={pictures}>
        <WritingField
          label={t(aside.kind === 'forward' ? 'forward.comment' : 'newMessage.text')}
          placeholder={t(aside.kind === 'forward' ? 'forward.placeholder' : 'newMessage.placeholder')}
          describedBy="aside-text"
          html={draft.html}
          revision={edition}
          focused={aside.kind === 'reply'}
          rich
          placeholders={false}
          onChange={(html, text) =>
            change({ html, text })
          }
          onEnter={(shift) => {
            if (shift || !ready) return false
            void send(null)
            return true
          }}
          onEscape={onClose}
        />
        {aside.kind === 'forward' && (
          <p className="field-hint">
            {aside.message === null
              ? t('forward.all', { name: row.contact.name })
              : t('forward.one', { name: passed[0]?.author.name ?? row.contact.name })}
          </p>
        )}
        {choices.length > 0 && (
          <fieldset className="aside-files">
            <legend className="field-label">{t('forward.files')}</legend>
            {choices.map(({ id, file }) => (
              <Checkbox
                key={id}
                selected={chosen.includes(id)}
                onChange={(along) => change({ forwarded: along ? [...chosen, id] : chosen.filter((each) => each !== id) })}
              >
                {`${file.name} · ${fileSize(language, file.size)}`}
              </Checkbox>
            ))}
          </fieldset>
        )}
        <Attachments
          files={draft.files.filter((file) => file.inline !== true)}
          arriving={attachments.arriving}
          onRemove={(file) => change((before) => ({ files: before.files.filter((each) => each.upload !== file.upload) }))}
          onCancel={attachments.remove}
          onAgain={attachments.again}
        />
        <div className="below">
          <SignatureChoice inbox={row.inbox} value={draft.signature} onChange={(signature) => change({ signature })} />
          <PreviewButton
            disabled={aside.kind === 'reply' && draft.text.trim() === ''}
            ask={() => (aside.kind === 'forward' ? previewForward(row.id, forward) : previewReply(row.id, reply))}
          />
        </div>
      </PicturesProvider>
      {lacking && (
        <p className="writing-waits" role="status">
          <Icon name="image" size={16} />
          {t('picture.arriving')}
        </p>
      )}
      {failure !== null && (
        <p className="writing-failure" role="alert">
          <Icon name="alert-triangle" size={16} />
          {t('reply.notSent', { reason: failure })}
        </p>
      )}
      <div className="writing-foot">
        <AttachButton onFiles={attachments.add} />
        <span className="writing-kept">{to.length > 0 && t('aside.goesTo', { people: [...to, ...cc].map(mailboxName).join(', ') })}</span>
        {begun.some((each) => each.draft === draft) && <span className="aside-kept">{t(`draft.${safety}`)}</span>}
        <Button look="primary" icon={aside.kind === 'forward' ? 'forward' : 'send'} disabled={!ready} pending={pending} onPress={() => void send(null)}>
          {t(aside.kind === 'forward' ? 'forward.send' : 'reply.send')}
        </Button>
        <ChooseTime
          className="button button-primary button-square"
          label={t('reply.sendLater')}
          disabled={!ready || pending}
          latest={null}
          onChoose={(sendAt) => void send(sendAt)}
        >
          <Icon name="clock" size={16} />
        </ChooseTime>
      </div>
    </div>
  )
}

/** The messages that are passed on, as far as they are on the screen. */
function messagesIn(detail: ConversationDetail, message: string | null): readonly Message[] {
  return detail.timeline.filter(
    (entry): entry is Message =>
      entry.kind === 'message' &&
      entry.mail?.side == null &&
      !['scheduled', 'held', 'cancelled'].includes(entry.status?.state ?? '') &&
      (message === null || entry.id === message),
  )
}

/** The files beside a text that may go along; of an infected mail none may. */
function filesOf(message: Message) {
  return message.files
    .filter((file) => file.state === 'stored' && file.url !== null && (!file.inline || message.html === null))
    .map((file) => ({ id: `${message.id}/${file.index}`, message: message.id, index: file.index, file }))
}
