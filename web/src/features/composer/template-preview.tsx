import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Template, TemplateButton } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize, momentName } from '../../i18n/times'
import { Icon, type IconName } from '../../ui/icon'
import { Scrolling } from '../../ui/scrolling'
import { type AttachedFile, uploadQuery } from './api/upload'
import { ProductCards, ProductsAbove } from './product-preview'
import { pieces, styled } from './template'
import type { LookUp } from './use-products'

const icons: Record<string, IconName> = {
  url: 'link',
  phone_number: 'phone',
  voice_call: 'phone',
  copy_code: 'copy',
  flow: 'note',
  spm: 'bag',
  mpm: 'list-bullet',
  catalog: 'bag',
}

type TemplatePreviewProps = {
  readonly template: Template
  readonly values: Readonly<Record<string, string>>
  /** What goes along; null where nothing is yet. */
  readonly files: readonly (AttachedFile | null)[]
  /** What the catalogue says of its products. */
  readonly lookUp: LookUp
  /** The card that is being filled in. */
  readonly card?: number | undefined
}

/** A template as the customer's phone will show it. Gaps that are empty stand out. */
export function TemplatePreview({ template, values, files, lookUp, card: current }: TemplatePreviewProps) {
  const { t } = useTexts()
  const { products } = template
  const shown = values.products ?? ''
  return (
    <figure className="template-preview" aria-label={t('template.preview')}>
      <figcaption>{t('template.preview')}</figcaption>
      <div className="template-bubble">
        {template.media !== null && <Media media={template.media} file={files[0] ?? null} />}
        {products !== null && <ProductsAbove of={products} value={shown} lookUp={lookUp} />}
        {template.place && <PlaceAbove values={values} />}
        {template.header !== null && (
          <p className="template-bubble-header">
            <Filled text={template.header} place="header" values={values} />
          </p>
        )}
        {template.offer !== null && <OfferAbove template={template} values={values} />}
        <p className="template-bubble-body">
          <Filled text={template.body} place="body" values={values} />
        </p>
        {template.footer !== null && <p className="template-bubble-footer">{template.footer}</p>}
      </div>
      <Buttons template={template} buttons={template.buttons} />
      {products?.sort === 'cards' && (
        <ProductCards
          of={products}
          value={shown}
          lookUp={lookUp}
          shown={current}
          // The cards of the template are a pattern: all look like the first.
          buttons={<Buttons template={template} buttons={template.cards[0]?.buttons ?? []} />}
        />
      )}
      {template.cards.length > 0 && products?.sort !== 'cards' && (
        <Scrolling className="template-cards" label={t('chat.cards')} shown={current}>
          {template.cards.map((card, index) => (
            <li key={index} className="template-card">
              <div className="template-bubble">
                <Media media={card.media} file={files[index] ?? null} />
                {card.body !== '' && (
                  <p className="template-bubble-body">
                    <Filled text={card.body} place={`card.${index}.body`} values={values} />
                  </p>
                )}
              </div>
              <Buttons template={template} buttons={card.buttons} />
            </li>
          ))}
        </Scrolling>
      )}
    </figure>
  )
}

function Buttons({ template, buttons }: { readonly template: Template; readonly buttons: readonly TemplateButton[] }) {
  const { t } = useTexts()
  if (buttons.length === 0) return null
  return (
    <ul className="template-bubble-buttons" aria-label={t('chat.templateButtons')}>
      {buttons.map((button, index) => (
        <li key={`${button.label} ${index}`}>
          <Icon name={template.category === 'authentication' ? 'copy' : (icons[button.sort] ?? 'reply')} size={14} />
          {button.label}
        </li>
      ))}
    </ul>
  )
}

const mediaIcons: Record<string, IconName> = { image: 'image', video: 'play', document: 'file' }

/** The file above a text: a picture is seen, of everything else what a phone shows before it is opened. */
function Media({ media, file }: { readonly media: string; readonly file: AttachedFile | null }) {
  const { t, has, language } = useTexts()
  const picture = useQuery({ ...uploadQuery(file?.upload ?? ''), enabled: media === 'image' && file !== null })
  const word = `template.media.${media}`
  const name = has(word) ? t(word) : media
  if (file !== null && picture.data !== undefined) {
    return <img className="template-bubble-picture" src={picture.data.url} alt={file.name} />
  }
  return (
    <p className={`template-bubble-file template-bubble-${media === 'document' ? 'document' : 'picture'}`}>
      <Icon name={mediaIcons[media] ?? 'file'} size={media === 'document' ? 20 : 28} />
      {file === null ? <mark className="template-gap">{name}</mark> : <span>{file.name}</span>}
      {file !== null && <span className="templates-item-aside">{fileSize(language, file.size)}</span>}
    </p>
  )
}

function PlaceAbove({ values }: { readonly values: Readonly<Record<string, string>> }) {
  const { t } = useTexts()
  const line = (id: string, name: 'template.map.name' | 'template.map.address') => {
    const text = (values[id] ?? '').trim()
    return text === '' ? <mark className="template-gap">{t(name)}</mark> : text
  }
  return (
    <div className="template-bubble-place">
      <Icon name="globe" size={20} />
      <strong>{line('map.name', 'template.map.name')}</strong>
      <span>{line('map.address', 'template.map.address')}</span>
    </div>
  )
}

/** What is offered, until when, and the code that a button copies. */
function OfferAbove({ template, values }: { readonly template: Template; readonly values: Readonly<Record<string, string>> }) {
  const { t, language } = useTexts()
  const ends = Date.parse(values['offer.ends'] ?? '')
  const code = template.buttons.flatMap((button, index) => (button.sort === 'copy_code' ? [(values[`button.${index}`] ?? '').trim()] : []))[0]
  return (
    <div className="template-bubble-place">
      <Icon name="clock" size={20} />
      <strong>{template.offer?.text}</strong>
      {template.offer?.ends === true && (
        <span>
          {Number.isNaN(ends) ? (
            <mark className="template-gap">{t('template.offer.ends')}</mark>
          ) : (
            t('template.offer.until', { when: momentName(language, ends) })
          )}
        </span>
      )}
      {code !== undefined && code !== '' && <span>{code}</span>}
    </div>
  )
}

type FilledProps = {
  readonly text: string
  readonly place: string
  readonly values: Readonly<Record<string, string>>
}

/** Marks may reach over gaps, so a text is put together first; an empty gap is no text and stays apart. */
function Filled({ text, place, values }: FilledProps): ReactNode {
  const runs: (string | { readonly gap: string })[] = []
  for (const piece of pieces(text, place)) {
    const words = 'words' in piece ? piece.words : (values[piece.gap] ?? '').replaceAll(/\s+/g, ' ').trim()
    const last = runs.at(-1)
    if ('gap' in piece && words === '') runs.push(piece)
    else if (typeof last === 'string') runs[runs.length - 1] = last + words
    else runs.push(words)
  }
  return runs.map((run, index) =>
    typeof run === 'string' ? (
      <Styled key={index} text={run} />
    ) : (
      <mark key={index} className="template-gap">
        {run.gap.slice(run.gap.lastIndexOf('.') + 1).replaceAll('_', ' ')}
      </mark>
    ),
  )
}

function Styled({ text }: { readonly text: string }): ReactNode {
  return styled(text).map(({ text: words, style }, index) => {
    switch (style) {
      case 'bold':
        return <strong key={index}>{words}</strong>
      case 'italic':
        return <em key={index}>{words}</em>
      case 'struck':
        return <s key={index}>{words}</s>
      case 'code':
        return <code key={index}>{words}</code>
      case 'plain':
        return words
      default:
        return style satisfies never
    }
  })
}
