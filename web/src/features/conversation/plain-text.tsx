import { Fragment, type ReactNode, useState } from 'react'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'

/** A message without HTML: its line breaks kept, its links alive, its quoted end folded away. */
export function PlainText({ text }: { readonly text: string }) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const { written, quoted } = splitQuotation(text)
  return (
    <div className="plain-text">
      {linked(written)}
      {quoted !== '' && (
        <div>
          <Button look="link" onPress={() => setOpen(!open)}>
            {open ? t('message.hideQuoted') : t('message.quoted')}
          </Button>
          {open && <div className="plain-text-quoted">{linked(quoted)}</div>}
        </div>
      )}
    </div>
  )
}

/** What was written, and the quotation it ends with, if it ends with one. */
export function splitQuotation(text: string): { written: string; quoted: string } {
  const lines = text.trimEnd().split('\n')
  let start = lines.length
  while (start > 0 && /^\s*(>|$)/.test(lines[start - 1] ?? '')) start -= 1
  const hasQuotation = lines.slice(start).some((line) => line.trimStart().startsWith('>'))
  if (!hasQuotation || start === 0) return { written: text.trimEnd(), quoted: '' }
  // The line before says who wrote it and when; it ends with a colon in every language.
  if (/:\s*$/.test(lines[start - 1] ?? '') && start > 1) start -= 1
  return { written: lines.slice(0, start).join('\n').trimEnd(), quoted: lines.slice(start).join('\n').trim() }
}

const addressPattern = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g

function linked(text: string): ReactNode {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(addressPattern)) {
    const address = match[0]
    parts.push(text.slice(end, match.index))
    parts.push(
      <a
        className="text-link"
        href={match[1] === undefined ? `mailto:${address}` : address}
        target="_blank"
        rel="noopener noreferrer nofollow"
      >
        {address}
      </a>,
    )
    end = match.index + address.length
  }
  parts.push(text.slice(end))
  // The parts of one text never change their order.
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>)
}
