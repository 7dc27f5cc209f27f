import type { ReactNode } from 'react'
import type { Template } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon, type IconName } from '../../ui/icon'
import { pieces, styled } from './template'

const icons: Record<string, IconName> = { url: 'link', phone_number: 'phone', voice_call: 'phone', copy_code: 'copy' }

type TemplatePreviewProps = {
  readonly template: Template
  readonly values: Readonly<Record<string, string>>
}

/** A template as the customer's phone will show it. Gaps that are empty stand out. */
export function TemplatePreview({ template, values }: TemplatePreviewProps) {
  const { t } = useTexts()
  return (
    <figure className="template-preview" aria-label={t('template.preview')}>
      <figcaption>{t('template.preview')}</figcaption>
      <div className="template-bubble">
        {template.header !== null && (
          <p className="template-bubble-header">
            <Filled text={template.header} place="header" values={values} />
          </p>
        )}
        <p className="template-bubble-body">
          <Filled text={template.body} place="body" values={values} />
        </p>
        {template.footer !== null && <p className="template-bubble-footer">{template.footer}</p>}
      </div>
      {template.buttons.length > 0 && (
        <ul className="template-bubble-buttons" aria-label={t('chat.templateButtons')}>
          {template.buttons.map((button, index) => (
            <li key={`${button.label} ${index}`}>
              <Icon name={icons[button.sort] ?? 'reply'} size={14} />
              {button.label}
            </li>
          ))}
        </ul>
      )}
    </figure>
  )
}

type FilledProps = {
  readonly text: string
  readonly place: 'header' | 'body'
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
        {run.gap.slice(run.gap.indexOf('.') + 1).replaceAll('_', ' ')}
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
