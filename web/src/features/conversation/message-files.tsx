import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Link, MessageFile } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'
import { ConfirmDialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { useFailureText } from '../../ui/states'
import { showFailure } from '../../ui/toast'
import { useSteadyFiles } from './use-steady-files'

type FetchInfected = (index: number) => Promise<Link>
type MessageFilesProps = { readonly files: readonly MessageFile[]; readonly fetchInfected: FetchInfected }

/** The files of a message: pictures to look at, everything to download. */
export function MessageFiles({ files, fetchInfected }: MessageFilesProps) {
  const { t } = useTexts()
  const steadyFiles = useSteadyFiles(files)
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={t('files.label')}>
      {files.map((file) => (
        <li key={file.index}>
          <FileCard file={file} fetchInfected={fetchInfected} preview={steadyFiles.find((each) => each.index === file.index)?.url ?? null} />
        </li>
      ))}
    </ul>
  )
}

/** Raster pictures only: an SVG can carry a program. */
const previewable = /^image\/(png|jpe?g|gif|webp)$/i

type FileCardProps = {
  readonly file: MessageFile
  readonly preview: string | null
  readonly fetchInfected: FetchInfected
}

function FileCard({ file, preview, fetchInfected }: FileCardProps) {
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
      // The timeline has no address for a file of an infected mail.
      if (file.url === null) return <InfectedFile file={file} fetchInfected={fetchInfected} />
      return (
        <a
          className="file"
          href={file.url}
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

/** A file that may do harm: nobody gets it by accident, and it is never shown. */
function InfectedFile({ file, fetchInfected }: { readonly file: MessageFile; readonly fetchInfected: FetchInfected }) {
  const { t, language } = useTexts()
  const failureText = useFailureText()
  const [asking, setAsking] = useState(false)
  const download = async () => {
    try {
      const { url } = await fetchInfected(file.index)
      window.open(url, '_blank', 'noopener')
    } catch (failure) {
      showFailure(failureText(failure))
    }
  }
  return (
    <>
      <AriaButton
        className="file file-failed"
        aria-label={t('infected.file', { name: file.name, size: fileSize(language, file.size) })}
        onPress={() => setAsking(true)}
      >
        <Icon name="alert-triangle" />
        <span className="file-name">{file.name}</span>
        <span className="file-aside">{t('infected.label')}</span>
      </AriaButton>
      <ConfirmDialog
        title={t('infected.title')}
        text={t('infected.text', { name: file.name })}
        confirm={t('infected.confirm')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void download()}
      />
    </>
  )
}
