import '../../ui/page.css'
import './composer.css'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { ConversationId, EntryWritten, InboxId, NewConversationRequest } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { momentName } from '../../i18n/times'
import { Button, IconButton } from '../../ui/button'
import { TextField } from '../../ui/form'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { hasTemplates } from '../../ui/channel'
import { Skeleton } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { useBeginConversation } from './api/begin'
import { previewNewMessage } from './api/preview'
import { type AttachedFile, takenAlong } from './api/upload'
import { AttachButton, Attachments } from './attachments'
import { SignatureChoice } from './below'
import { keepNewMessage, useNewMessage } from './new-message'
import { NewMessageFoot } from './new-message-foot'
import { lacksPictures, leavingFiles, PicturesProvider } from './pictures'
import { PreviewButton } from './preview-button'
import { RecipientsField } from './recipients-field'
import { longestUndoMilliseconds, offerUndo, undoTime } from './undo-send'
import { useAttachments } from './use-attachments'
import { usePictures } from './use-pictures'
import { WritingField } from './writing-field'

const NewTemplateMessage = lazy(() =>
  import('./new-template-message').then((module) => ({ default: module.NewTemplateMessage })),
)

type NewMessagePageProps = {
  readonly headStart?: ReactNode
  readonly onBegun: (conversation: ConversationId) => void
  /** Shows this page again, because what was sent was taken back. */
  readonly onAgain: () => void
}

/** Where a conversation is begun: the first mail of it. */
export function NewMessagePage({ headStart, onBegun, onAgain }: NewMessagePageProps) {
  const { t, language } = useTexts()
  const { user, inboxes } = useSession()
  const { message, edition, below, safety, change, drop, turn } = useNewMessage(user.id)
  const beginning = useBeginConversation()
  const [hidden, setHidden] = useState(false)
  const takeAlong = (file: AttachedFile) => change((before) => ({ files: takenAlong(before.files, file) }))
  const attachments = useAttachments(takeAlong)
  const pictures = usePictures(takeAlong)
  usePageTitle(t('view.newMessage'))
  const mine = inboxes.filter(
    (inbox) => (inbox.channel === 'email' || hasTemplates(inbox.channel)) && (user.role === 'admin' || user.teams.includes(inbox.team)),
  )
  const inbox = mine.find((each) => each.id === message.inbox) ?? mine[0]
  const lacking = lacksPictures(message.html)
  const ready =
    inbox !== undefined &&
    message.to.length > 0 &&
    message.subject.trim() !== '' &&
    (message.text.trim() !== '' || message.files.length > 0) &&
    attachments.arriving.length === 0 &&
    !lacking
  const request = (): NewConversationRequest => ({
    inbox: inbox?.id ?? '',
    from: message.from,
    to: [...message.to],
    cc: [...message.cc],
    bcc: [...message.bcc],
    subject: message.subject,
    html: message.html,
    text: message.text,
    files: leavingFiles(message.html, message.files),
    signature: message.signature,
  })
  const begun = (answer: EntryWritten) => {
    drop()
    onBegun(answer.conversation.id)
    tell(answer)
  }
  const send = (sendAt: Date | null) => {
    if (!ready || beginning.isPending) return
    beginning.mutate(
      {
        idempotencyKey: message.key,
        request: { ...request(), ...(sendAt !== null && { sendAt: sendAt.toISOString() }) },
      },
      {
        onSuccess: begun,
        // What was refused was not sent: the next attempt is another one.
        onError: (error) => error instanceof Problem && change({}),
      },
    )
  }
  const throwAway = () => {
    drop()
    showToast(t('draft.discarded'), { label: t('toast.undo'), run: () => keepNewMessage(user.id, message) })
  }
  /** Says what becomes of it: on its way, or waiting with a way back. */
  const tell = ({ entry, conversation }: EntryWritten) => {
    const status = entry.kind === 'message' ? entry.status : null
    if (!status?.dueAt) {
      showToast(t('newMessage.sent'))
      return
    }
    const { waits, until } = undoTime({ at: status.at, dueAt: status.dueAt })
    offerUndo({
      conversation: conversation.id,
      message: entry.id,
      version: conversation.version,
      until,
      text:
        waits > longestUndoMilliseconds
          ? t('aside.later', { when: momentName(language, Date.parse(status.dueAt)) })
          : t('aside.soon', { seconds: Math.round(waits / 1000) }),
      again: () => {
        keepNewMessage(user.id, message)
        onAgain()
      },
    })
  }
  return (
    <section className="page" aria-labelledby="new-title">
      <header className="page-head">
        {headStart}
        <h1 id="new-title">{t('view.newMessage')}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner new-message">
          {below > 0 && (
            <p className="begun">
              <span>{t('newMessage.begun', { count: below })}</span>
              <Button look="link" onPress={turn}>
                {t('newMessage.turn')}
              </Button>
            </p>
          )}
          {inbox === undefined ? (
            <p>{t('newMessage.noInbox')}</p>
          ) : (
            <>
              <label className="field">
                <span className="field-label">{t('newMessage.inbox')}</span>
                <select
                  className="select"
                  value={inbox.id}
                  onChange={(event) => change({ inbox: event.target.value as InboxId, from: null, template: null })}
                >
                  {mine.map(({ id, name, address }) => (
                    <option key={id} value={id}>{`${name} · ${address}`}</option>
                  ))}
                </select>
              </label>
              {hasTemplates(inbox.channel) ? (
                <Suspense fallback={<Skeleton inline="100%" block="16rem" />}>
                  <NewTemplateMessage key={inbox.id} inbox={inbox.id} message={message} onChange={change} onBegun={begun} />
                </Suspense>
              ) : (
                <>
                  {inbox.senders.length > 1 && (
                    <label className="field">
                      <span className="field-label">{t('reply.from')}</span>
                      <select
                        className="select"
                        value={message.from ?? inbox.senders[0]?.address}
                        onChange={(event) => change({ from: event.target.value })}
                      >
                        {inbox.senders.map(({ address }) => (
                          <option key={address}>{address}</option>
                        ))}
                      </select>
                    </label>
                  )}
                  <div className="receivers">
                    <RecipientsField label={t('reply.to')} value={message.to} onChange={(to) => change({ to })} />
                    <RecipientsField label={t('reply.cc')} value={message.cc} onChange={(cc) => change({ cc })} />
                    {hidden || message.bcc.length > 0 ? (
                      <RecipientsField
                        label={t('reply.bcc')}
                        value={message.bcc}
                        hint={t('reply.bccHint')}
                        focused={hidden}
                        onChange={(bcc) => change({ bcc })}
                      />
                    ) : (
                      <Button look="link" onPress={() => setHidden(true)}>
                        {t('reply.addBcc')}
                      </Button>
                    )}
                  </div>
                  <TextField label={t('newMessage.subject')} value={message.subject} onChange={(subject) => change({ subject })} />
                  <span id="new-message-text" className="field-label">
                    {t('newMessage.text')}
                  </span>
                  <PicturesProvider value={pictures}>
                    <WritingField
                      label={t('newMessage.text')}
                      placeholder={t('newMessage.placeholder')}
                      describedBy="new-message-text"
                      html={message.html}
                      revision={edition}
                      focused={false}
                      rich
                      placeholders
                      onChange={(html, text) => change({ html, text })}
                      onEnter={(shift) => {
                        if (shift || !ready) return false
                        send(null)
                        return true
                      }}
                      onEscape={() => undefined}
                    />
                  </PicturesProvider>
                  <Attachments
                    files={message.files.filter((file) => file.inline !== true)}
                    arriving={attachments.arriving}
                    onRemove={(file) =>
                      change((before) => ({ files: before.files.filter((each) => each.upload !== file.upload) }))
                    }
                    onCancel={attachments.remove}
                    onAgain={attachments.again}
                  />
                  <div className="below">
                    <SignatureChoice inbox={inbox.id} value={message.signature} onChange={(signature) => change({ signature })} />
                    <PicturesProvider value={pictures}>
                      <PreviewButton disabled={!ready} ask={() => previewNewMessage(request())} />
                    </PicturesProvider>
                  </div>
                  {lacking && (
                    <p className="writing-waits" role="status">
                      <Icon name="image" size={16} />
                      {t('picture.arriving')}
                    </p>
                  )}
                  <NewMessageFoot failure={beginning.error} ready={ready} sending={beginning.isPending} onSend={send}>
                    <AttachButton onFiles={attachments.add} />
                    <span className="writing-kept">{safety !== null && t(`draft.${safety}`)}</span>
                    {safety !== null && <IconButton icon="trash" label={t('newMessage.discard')} onPress={throwAway} />}
                  </NewMessageFoot>
                </>
              )}
            </>
          )}
        </div>
      </div>
    </section>
  )
}
