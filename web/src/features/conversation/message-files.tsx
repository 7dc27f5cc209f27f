import type { MessageFile } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'
import { Icon } from '../../ui/icon'
import { useSteadyFiles } from './use-steady-files'

/** The files of a message: pictures to look at, everything to download. */
export function MessageFiles({ files }: { readonly files: readonly MessageFile[] }) {
  const { t } = useTexts()
  const steadyFiles = useSteadyFiles(files)
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={t('files.label')}>
      {files.map((file) => (
        <li key={file.index}>
          <FileCard file={file} preview={steadyFiles.find((each) => each.index === file.index)?.url ?? null} />
        </li>
      ))}
    </ul>
  )
}

/** Raster pictures only: an SVG can carry a program. */
const previewable = /^image\/(png|jpe?g|gif|webp)$/i

function FileCard({ file, preview }: { readonly file: MessageFile; readonly preview: string | null }) {
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
          {previewable.test(file.type) && preview !== null ? (
            <img className="file-preview" src={preview} alt="" loading="lazy" />
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
