import './attachments.css'
import { useRef } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTexts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'
import { Button, IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useNow } from '../../ui/now'
import { type AttachedFile, isGone } from './api/upload'
import type { Arriving } from './use-attachments'

type AttachmentsProps = {
  readonly files: readonly AttachedFile[]
  readonly arriving: readonly Arriving[]
  /** What may go along, in a sentence; absent where anything may. */
  readonly limits?: string | undefined
  readonly onRemove: (file: AttachedFile) => void
  readonly onCancel: (id: number) => void
  readonly onAgain: (file: Arriving) => void
}

/** What goes along with a reply: stored files, those on their way, those that did not get here. */
export function Attachments({ files, arriving, limits, onRemove, onCancel, onAgain }: AttachmentsProps) {
  const { t, language } = useTexts()
  const now = useNow()
  if (files.length === 0 && arriving.length === 0) return null
  return (
    <>
      <ul className="attachments" aria-label={t('attach.label')}>
        {files.map((file) => (
          <li key={file.upload} className={isGone(file, now) ? 'attachment attachment-failed' : 'attachment'}>
            <Icon name={isGone(file, now) ? 'alert-triangle' : 'file'} size={16} />
            <span className="attachment-name">{file.name}</span>
            <span className="attachment-aside">{isGone(file, now) ? t('attach.gone') : fileSize(language, file.size)}</span>
            <IconButton icon="close" label={t('attach.remove', { name: file.name })} onPress={() => onRemove(file)} />
          </li>
        ))}
        {arriving.map((each) => (
          <li key={each.id} className={each.failure === null ? 'attachment' : 'attachment attachment-failed'}>
            <Icon name={each.failure === null ? 'file' : 'alert-triangle'} size={16} />
            <span className="attachment-name">{each.file.name}</span>
            {each.failure === null ? (
              <ProgressBar
                className="attachment-progress"
                aria-label={t('attach.progress', { name: each.file.name })}
                value={each.share * 100}
              >
                {({ percentage = 0 }) => <span style={{ inlineSize: `${percentage}%` }} />}
              </ProgressBar>
            ) : (
              <>
                <span className="attachment-aside" role="alert">
                  {each.failure}
                </span>
                {each.again && (
                  <Button look="link" onPress={() => onAgain(each)}>
                    {t('attach.again')}
                  </Button>
                )}
              </>
            )}
            <IconButton icon="close" label={t('attach.cancel', { name: each.file.name })} onPress={() => onCancel(each.id)} />
          </li>
        ))}
      </ul>
      {limits !== undefined && <p className="attachments-limits">{limits}</p>}
    </>
  )
}

type AttachButtonProps = {
  readonly onFiles: (files: Iterable<File>) => void
  /** What may go along, in a sentence; absent where anything may. */
  readonly limits?: string | undefined
}

/** Opens the choice of files. */
export function AttachButton({ onFiles, limits }: AttachButtonProps) {
  const { t } = useTexts()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach.choose')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file can be chosen again after it was taken out.
          event.target.value = ''
        }}
      />
      <IconButton icon="paperclip" label={limits === undefined ? t('attach.choose') : `${t('attach.choose')}. ${limits}`} onPress={() => input.current?.click()} />
    </>
  )
}
