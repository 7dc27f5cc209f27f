import type { MessageFile } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'
import { Icon } from '../../ui/icon'

/** The files of a message: pictures to look at, everything to download. */
export function MessageFiles({ files }: { readonly files: readonly MessageFile[] }) {
  const { t } = useTexts()
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={t('files.label')}>
      {files.map((file) => (
        <li key={file.index}>
          <FileCard file={file} />
        </li>
      ))}
    </ul>
  )
}

/** Raster pictures only: an SVG can carry a program. */
const previewable = /^image\/(png|jpe?g|gif|webp)$/i

function FileCard({ file }: { readonly file: MessageFile }) {
  const { t, language } = useTexts()
  switch (file.state) {
    case 'fetching':
      return (
        <div className="file" role="status">
          <Icon name="refresh" />
          <span className="file-name">{file.name}</span>
          <span className="file-aside">{t('files.fetching')}</span>
        </div>
      )
    case 'failed':
      return (
        <div className="file file-failed">
          <Icon name="alert-triangle" />
          <span className="file-name">{file.name}</span>
          <span className="file-aside">{t('files.failed', { reason: file.reason ?? t('files.noReason') })}</span>
        </div>
      )
    case 'stored':
      return (
        <a
          className="file"
          href={file.url ?? undefined}
          target="_blank"
          rel="noopener noreferrer"
          download={file.name}
          aria-label={t('files.download', { name: file.name, size: fileSize(language, file.size) })}
        >
          {previewable.test(file.type) && file.url !== null ? (
            <img className="file-preview" src={file.url} alt="" loading="lazy" />
          ) : (
            <Icon name="file" />
          )}
          <span className="file-name">{file.name}</span>
          <span className="file-aside">
            {fileSize(language, file.size)}
            <Icon name="download" size={14} />
          </span>
        </a>
      )
  }
}
