import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { ChatPart, Link, MessageFile, SentCard } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { Scrolling } from '../../ui/scrolling'
import { useFailureText } from '../../ui/states'
import { showFailure } from '../../ui/toast'
import { CardEnd, ProductCards } from './sent-products'
import { useSteadyFiles } from './use-steady-files'

type FetchInfected = (index: number) => Promise<Link>
type MessageFilesProps = {
  readonly files: readonly MessageFile[]
  /** How the files are meant: spoken into the phone, a sticker. */
  readonly parts?: readonly ChatPart[]
  readonly fetchInfected?: FetchInfected
  readonly onRetry?: (index: number) => void
  readonly retrying?: boolean
  /** What stands below each of them, in their order: then they are cards to leaf through. Those with products have no files. */
  readonly cards?: readonly SentCard[]
}

/** The files of a message: pictures to look at, everything to download. */
export function MessageFiles({ files, parts = [], fetchInfected, onRetry, retrying = false, cards = [] }: MessageFilesProps) {
  const { t } = useTexts()
  const steadyFiles = useSteadyFiles(files)
  if (files.length === 0) return cards.some((card) => card.product !== null) ? <ProductCards cards={cards} /> : null
  const items = files.map((file) => {
    const card = cards[file.index]
    return (
      <li key={file.index}>
        <FileCard
          file={file}
          sort={sortOf(parts, file.index)}
          preview={steadyFiles.find((each) => each.index === file.index)?.url ?? null}
          retrying={retrying}
          {...(fetchInfected && { fetchInfected })}
          {...(onRetry && { onRetry })}
        />
        {card !== undefined && <CardEnd card={card} />}
      </li>
    )
  })
  return cards.length > 0 ? (
    <Scrolling className="files files-cards" label={t('chat.cards')}>
      {items}
    </Scrolling>
  ) : (
    <ul className="files" aria-label={t('files.label')}>
      {items}
    </ul>
  )
}

/** Raster pictures only: an SVG can carry a program. */
const previewable = /^image\/(png|jpe?g|gif|webp)$/i

type Media = Extract<ChatPart, { part: 'media' }>
type Sort = Media['sort'] | 'file'

function sortOf(parts: readonly ChatPart[], index: number): Sort {
  return parts.find((part): part is Media => part.part === 'media' && part.file === index)?.sort ?? 'file'
}

type FileCardProps = {
  readonly file: MessageFile
  readonly sort: Sort
  readonly retrying: boolean
  readonly onRetry?: (index: number) => void
  readonly preview: string | null
  readonly fetchInfected?: FetchInfected
}

function FileCard({ file, sort, preview, fetchInfected, onRetry, retrying }: FileCardProps) {
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
          <span className="file-aside">{t('files.failed', { reason: t(`files.trouble.${file.trouble ?? 'unavailable'}`) })}</span>
          {file.retryable && onRetry && (
            <Button look="link" icon="refresh" pending={retrying} onPress={() => onRetry(file.index)}>
              {t('files.retry')}
            </Button>
          )}
        </div>
      )
    case 'stored':
      // The timeline has no address for a file of an infected mail.
      if (file.url === null) return fetchInfected ? <InfectedFile file={file} fetchInfected={fetchInfected} /> : null
      if (sort === 'sticker' && previewable.test(file.type) && preview !== null) {
        return <img className="file-sticker" src={preview} alt={t('files.sticker')} loading="lazy" />
      }
      if (preview !== null && playable.test(file.type)) return <Player file={file} sort={sort} url={preview} />
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

/** What every browser is told to play; whether it can, it says itself. */
const playable = /^(audio|video)\//i

/** A sound or a film to play in place, and to download. */
function Player({ file, sort, url }: { readonly file: MessageFile; readonly sort: Sort; readonly url: string }) {
  const { t, language } = useTexts()
  const film = /^video\//i.test(file.type)
  const name = sort === 'voice' ? t('files.voice') : file.name
  return (
    <div className={sort === 'video-note' ? 'file-media file-media-round' : 'file-media'}>
      {film ? (
        // What a customer films or says comes without captions.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video controls preload="metadata" src={url} aria-label={name} loop={sort === 'animation'} muted={sort === 'animation'} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <audio controls preload="none" src={url} aria-label={name} />
      )}
      <a
        className="text-link"
        href={file.url ?? url}
        target="_blank"
        rel="noopener noreferrer"
        download={file.name}
        aria-label={t('files.download', { name, size: fileSize(language, file.size) })}
      >
        {name} · {fileSize(language, file.size)}
      </a>
    </div>
  )
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
