import { useQueryClient } from '@tanstack/react-query'
import { type ClipboardEvent, type DragEvent, lazy, Suspense, useCallback, useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import { knownRow } from '../../api/conversation-cache'
import { isProblem, Problem } from '../../api/problem'
import { useSession } from '../../api/session'
import type { ConversationDetail, Entry, EntryWritten, Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { momentName } from '../../i18n/times'
import { authorName } from '../../ui/author-name'
import { Button } from '../../ui/button'
import { channelIcon, hasTemplates, isMail } from '../../ui/channel'
import { Icon } from '../../ui/icon'
import { Skeleton, useFailureText } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { useSendReply } from './api/reply'
import { useSayTyping } from './api/typing'
import { type AttachedFile, takenAlong } from './api/upload'
import { Attachments } from './attachments'
import { Below } from './below'
import { CrossedPanel, type CrossedBy } from './crossed-panel'
import { DraftConflict } from './draft-conflict'
import { type DraftCare, forgetDraft, settleDraft } from './draft-sync'
import { fileObjection, limitsInWords } from './file-limits'
import { changeDraft, type Draft, isBegun, readDraft, useDraft } from './drafts'
import { isPicture, lacksPictures, leavingFiles, PicturesProvider } from './pictures'
import { AnsweringLine } from './answering-line'
import { addressed, leaving, Receivers } from './receivers'
import { SendBar, type Wish } from './send-bar'
import { leavingTemplate, rememberTemplate } from './template'
import { longestUndoMilliseconds, offerUndo } from './undo-send'
import { useAttachments } from './use-attachments'
import { usePictures } from './use-pictures'
import { useWindow, WindowNotice } from './whatsapp-window'
import { WritingField } from './writing-field'

const TemplateChooser = lazy(() => import('./template-chooser').then((module) => ({ default: module.TemplateChooser })))

type ReplyBoxProps = {
  readonly detail: ConversationDetail
  readonly shared: DraftCare
  readonly focusRequests: number
  readonly onClose: () => void
}

/** Where an answer to the customer is written. What is sent here leaves the house. */
export function ReplyBox({ detail, shared, focusRequests, onClose }: ReplyBoxProps) {
  const texts = useTexts()
  const { t, language } = texts
  const client = useQueryClient()
  const { user } = useSession()
  const row = detail.conversation
  const place = { user: user.id, conversation: row.id, kind: 'reply' as const }
  const draft = useDraft(user.id, row.id, 'reply')
  const failureText = useFailureText()
  const sending = useSendReply(row.id)
  const [failure, setFailure] = useState<string | null>(null)
  const [crossed, setCrossed] = useState<readonly CrossedBy[] | null>(null)
  const [taken, setTaken] = useState(0)
  const templates = hasTemplates(row.channel)
  const window = useWindow(row.windowClosesAt, templates)
  const [wantsTemplate, setWantsTemplate] = useState(false)
  const choosing = templates && (window.closed || wantsTemplate || draft.template !== null)
  const mail = isMail(row.channel)
  const chat = row.channel === 'webchat'
  const sayTyping = useSayTyping(row.id)
  const receivers = addressed(detail, draft)
  const change = useCallback(
    (part: Partial<Draft>) => changeDraft({ user: user.id, conversation: row.id, kind: 'reply' }, part),
    [user.id, row.id],
  )
  const newest = detail.timeline.at(-1)?.id ?? null
  const since = messagesSince(detail.timeline, draft, user.id)
  const takeAlong = (file: AttachedFile) => changeDraft(place, { files: takenAlong(readDraft(place).files, file) })
  const carriesFiles = detail.files.most > 0
  const attachments = useAttachments(takeAlong, (file, arriving) =>
    fileObjection(texts, detail.files, [...readDraft(place).files, ...arriving], file),
  )
  const fileLimits = mail || chat ? undefined : limitsInWords(texts, detail.files)
  const pictures = usePictures(takeAlong)
  const lacking = lacksPictures(draft.html)
  const [over, setOver] = useState(false)
  const blocked =
    (choosing ? draft.template?.ready !== true : window.closed) ||
    (mail && receivers.to.length === 0) ||
    attachments.arriving.length > 0 ||
    lacking ||
    shared.other !== null

  const send = async ({ close = false, onTopOfAll = false, sendAt = null }: Wish) => {
    if (sending.isPending || blocked) return
    const version = onTopOfAll ? (knownRow(client, row.id)?.version ?? row.version) : (draft.basedOn ?? row.version)
    // Clicked twice, or sent again because no answer came: the same key, so it counts once.
    const idempotencyKey = readDraft(place).key ?? newIdempotencyKey()
    changeDraft(place, { key: idempotencyKey })
    setFailure(null)
    const kept = await settleDraft(place)
    const keepsWords = choosing && (draft.text.trim() !== '' || draft.files.length > 0)
    try {
      const answer = await sending.mutateAsync({
        version,
        idempotencyKey,
        request: {
          ...(choosing && draft.template !== null
            ? leavingTemplate(draft.template)
            : { html: draft.html, text: draft.text }),
          ...(mail && { ...leaving(receivers), signature: draft.signature, quote: draft.quote }),
          ...(carriesFiles && !choosing && { files: leavingFiles(draft.html, draft.files) }),
          ...(!mail && !choosing && draft.answers !== null && { answers: draft.answers.entry }),
          // Words that a template took the place of are kept for later.
          ...(!keepsWords && { draft: kept }),
          ...(close && { close }),
          ...(sendAt !== null && { sendAt: sendAt.toISOString() }),
        },
      })
      if (draft.template !== null) rememberTemplate(user.id, draft.template.name)
      if (keepsWords) changeDraft(place, { template: null, basedOn: null, lastEntry: null })
      else await forgetDraft(client, place)
      setWantsTemplate(false)
      setCrossed(null)
      setTaken((count) => count + 1)
      onClose()
      tell(answer, close)
    } catch (error) {
      if (isProblem(error, 409) && error.code === 'reply-crossed') {
        // It was refused, not sent: the next attempt is another one.
        changeDraft(place, { key: null })
        setCrossed((error.body.crossedBy ?? []).map(({ author, at }) => ({ name: authorName(t, author), at })))
        return
      }
      if (error instanceof Problem) changeDraft(place, { key: null })
      setFailure(failureText(error))
    }
  }

  /** Says what becomes of the reply: on its way, or waiting with a way back. */
  const tell = ({ entry, conversation }: EntryWritten, close: boolean) => {
    const status = entry.kind === 'message' ? entry.status : null
    if (!status?.dueAt) {
      showToast(t(close ? 'reply.sentAndClosed' : 'reply.sent'))
      return
    }
    const waits = Date.parse(status.dueAt) - Date.parse(status.at)
    const seconds = Math.round(waits / 1000)
    offerUndo({
      conversation: row.id,
      message: entry.id,
      version: conversation.version,
      until: Date.now() + Math.min(waits, longestUndoMilliseconds),
      text:
        waits > longestUndoMilliseconds
          ? t('undo.later', { when: momentName(language, Date.parse(status.dueAt)) })
          : t(close ? 'undo.soonAndClose' : 'undo.soon', { seconds }),
    })
  }

  /** What came in between has been read: from here on it is part of what the answer builds on. */
  const acknowledge = () => {
    setCrossed(null)
    changeDraft(place, { basedOn: knownRow(client, row.id)?.version ?? row.version, lastEntry: newest })
  }

  return (
    <section
      className={over ? 'writing reply-box reply-box-drop' : 'writing reply-box'}
      aria-label={t('reply.label')}
      {...(carriesFiles && !choosing && dropped(attachments.add, setOver))}
    >
      <div className="writing-sign">
        <Icon name={mail ? 'reply' : channelIcon(row.channel)} size={16} />
        <span id="reply-sign">{t('reply.sign', { name: row.contact.name })}</span>
      </div>
      {mail && <Receivers detail={detail} draft={draft} onChange={change} />}
      <WindowNotice window={window} channel={row.channel} name={row.contact.name} />
      {!mail && !choosing && draft.answers !== null && <AnsweringLine answers={draft.answers} onRemove={() => change({ answers: null })} />}
      {shared.other !== null && <DraftConflict other={shared.other} onChoose={shared.choose} />}
      {crossed === null && since.length > 0 && (
        <div className="meanwhile" role="status">
          <Icon name="info" size={16} />
          <span>{t('reply.meanwhile', { people: [...new Set(since.map((message) => authorName(t, message.author)))].join(', ') })}</span>
          <Button look="link" onPress={acknowledge}>
            {t('reply.meanwhileSeen')}
          </Button>
        </div>
      )}
      {crossed !== null && (
        <CrossedPanel
          by={crossed}
          messages={since}
          sending={sending.isPending}
          onSendAnyway={() => void send({ onTopOfAll: true })}
          onKeepWriting={acknowledge}
        />
      )}
      {choosing ? (
        <Suspense fallback={<Skeleton inline="100%" block="9rem" />}>
          <TemplateChooser
            place={{ kind: 'conversation', id: row.id }}
            value={draft.template}
            focused={focusRequests > 0}
            onSend={() => void send({})}
            onChange={(template) =>
              changeDraft(place, {
                template,
                ...(readDraft(place).basedOn === null && { basedOn: row.version, lastEntry: newest }),
              })
            }
          />
        </Suspense>
      ) : (
        <PicturesProvider value={mail ? pictures : null}>
          <WritingField
            label={t('reply.editor', { name: row.contact.name })}
            placeholder={t('reply.placeholder')}
            describedBy="reply-sign"
            html={draft.html}
            revision={taken + focusRequests + draft.edition}
            focused={focusRequests > 0}
            rich={mail}
            placeholders={mail}
            onChange={(html, text) => {
              if (!mail) sayTyping()
              changeDraft(place, {
                html,
                text,
                ...(readDraft(place).basedOn === null && { basedOn: row.version, lastEntry: newest }),
              })
            }}
            onEnter={(shift) => {
              if (shift || !isBegun(draft)) return false
              void send({})
              return true
            }}
            onEscape={onClose}
          />
          {mail && <Below detail={detail} draft={draft} onChange={change} />}
        </PicturesProvider>
      )}
      {!choosing && (
        <Attachments
          files={draft.files.filter((file) => file.inline !== true)}
          arriving={attachments.arriving}
          limits={fileLimits}
          onRemove={(file) => changeDraft(place, { files: draft.files.filter((each) => each.upload !== file.upload) })}
          onCancel={attachments.remove}
          onAgain={attachments.again}
        />
      )}
      {lacking && (
        <p className="writing-waits" role="status">
          <Icon name="image" size={16} />
          {t('picture.arriving')}
        </p>
      )}
      <SendBar
        safety={isBegun(draft) ? shared.safety : null}
        blocked={blocked}
        sending={sending.isPending}
        failure={failure}
        {...(carriesFiles && !choosing && { onFiles: attachments.add, fileLimits })}
        {...(templates &&
          !window.closed && {
            template: {
              chosen: choosing,
              onPress: () => {
                setWantsTemplate(!choosing)
                if (choosing) change({ template: null })
              },
            },
          })}
        latest={choosing ? null : window.closesAt}
        onSend={(wish) => void send(wish)}
      />
    </section>
  )
}

/**
 * Files that are dropped on the box, or pasted into it, go along. Pictures that meet the text itself
 * are left to the editor.
 */
function dropped(add: (files: Iterable<File>) => void, setOver: (over: boolean) => void) {
  const isForText = (event: DragEvent | ClipboardEvent, files: readonly File[]) =>
    files.every(isPicture) && event.target instanceof Element && event.target.closest('.editor') !== null
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDropCapture: (event: DragEvent) => {
      if (!hasFiles(event)) return
      setOver(false)
      const files = [...event.dataTransfer.files]
      if (isForText(event, files)) return
      event.preventDefault()
      event.stopPropagation()
      add(files)
    },
    onPasteCapture: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files]
      if (files.length === 0 || isForText(event, files)) return
      event.preventDefault()
      event.stopPropagation()
      add(files)
    },
  }
}

/** Messages that came after the draft was begun, from anybody but its writer. */
export function messagesSince(timeline: readonly Entry[], draft: Draft, me: string): readonly Message[] {
  const { lastEntry } = draft
  if (lastEntry === null || !isBegun(draft)) return []
  return timeline.filter(
    (entry): entry is Message => entry.kind === 'message' && entry.id > lastEntry && entry.author.id !== me,
  )
}
