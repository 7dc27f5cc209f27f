import { useQuery } from '@tanstack/react-query'
import Image from '@tiptap/extension-image'
import { NodeViewWrapper, type ReactNodeViewProps, ReactNodeViewRenderer } from '@tiptap/react'
import { useEffect, useId } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { uploadQuery } from './api/upload'
import { arrivingId, uploadOf, useGivenPictures, widest } from './pictures'

/** A picture in the text: with its description, as wide as mail programs have room for. */
export const Picture = Image.extend({
  addAttributes() {
    return {
      src: { default: null },
      alt: { default: '' },
      width: { default: null },
    }
  },
  renderHTML({ HTMLAttributes }) {
    return ['img', { ...HTMLAttributes, style: 'max-width:100%;height:auto' }]
  },
  renderText({ node }) {
    const { alt } = node.attrs as PictureAttributes
    return alt === '' ? '' : `[${alt}]`
  },
  addNodeView() {
    return ReactNodeViewRenderer(PictureView)
  },
})

type PictureAttributes = { readonly src: string | null; readonly alt: string; readonly width: number | string | null }

function PictureView({ node, updateAttributes, deleteNode, selected }: ReactNodeViewProps) {
  const { t } = useTexts()
  const pictures = useGivenPictures()
  const { src, alt, width } = node.attrs as PictureAttributes
  const address = src ?? ''
  const arrived = pictures?.arrived.get(address)
  useEffect(() => {
    if (arrived !== undefined) updateAttributes({ src: arrived })
  }, [arrived, updateAttributes])
  const id = arrivingId(address)
  const arriving = pictures?.arriving.find((each) => each.id === id)
  const preview = pictures?.preview(address) ?? null
  const upload = preview === null ? uploadOf(address) : null
  const stored = useQuery({ ...uploadQuery(upload ?? ''), enabled: upload !== null })
  const source = preview ?? stored.data?.url ?? null
  const lost = (id !== null && arriving === undefined && arrived === undefined) || stored.isError
  const field = useId()
  const remove = () => {
    if (id !== null) pictures?.remove(id)
    deleteNode()
  }
  return (
    <NodeViewWrapper className={selected ? 'picture picture-selected' : 'picture'} contentEditable={false}>
      {source !== null && (
        <img
          src={source}
          alt={alt}
          width={width ?? undefined}
          data-drag-handle=""
          onLoad={({ currentTarget: { naturalWidth } }) => {
            if (width === null && naturalWidth > 0) updateAttributes({ width: Math.min(naturalWidth, widest) })
          }}
        />
      )}
      {arriving?.failure === null && (
        <ProgressBar
          className="attachment-progress"
          aria-label={t('attach.progress', { name: arriving.file.name })}
          value={arriving.share * 100}
        >
          {({ percentage = 0 }) => <span style={{ inlineSize: `${percentage}%` }} />}
        </ProgressBar>
      )}
      {(lost || typeof arriving?.failure === 'string') && (
        <p className="picture-lost" role="alert">
          <Icon name="alert-triangle" size={16} />
          {arriving?.failure ?? t('picture.lost')}
          {arriving?.again === true && (
            <Button look="link" onPress={() => pictures?.again(arriving)}>
              {t('attach.again')}
            </Button>
          )}
        </p>
      )}
      <span className="picture-foot">
        <label htmlFor={field}>{t('picture.alt')}</label>
        <input
          id={field}
          className="input"
          value={alt}
          maxLength={300}
          placeholder={t('picture.altEmpty')}
          onChange={(event) => updateAttributes({ alt: event.target.value })}
        />
        <IconButton icon="trash" label={t('picture.remove')} onPress={remove} />
      </span>
    </NodeViewWrapper>
  )
}
