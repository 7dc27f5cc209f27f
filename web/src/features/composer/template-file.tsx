import { type DragEvent, useId, useRef, useState } from 'react'
import type { Template } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fileSize } from '../../i18n/times'
import { Button } from '../../ui/button'
import type { AttachedFile } from './api/upload'
import { Attachments } from './attachments'
import { fileObjection } from './file-limits'
import { useAttachments } from './use-attachments'

/** What people call the types of file that stand in templates. */
const typeNames: Record<string, string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'video/mp4': 'MP4',
  'video/3gpp': '3GP',
  'application/pdf': 'PDF',
}

type TemplateFileProps = {
  readonly template: Template
  readonly media: 'image' | 'video' | 'document'
  readonly label: string
  readonly file: AttachedFile | null
  /** What else goes along: all together may be too large. */
  readonly others: readonly AttachedFile[]
  readonly onChange: (file: AttachedFile | null) => void
}

/** Where the file of a template is chosen. There is one: another takes its place. */
export function TemplateFile({ template, media, label, file, others, onChange }: TemplateFileProps) {
  const texts = useTexts()
  const { t, language } = texts
  const input = useRef<HTMLInputElement>(null)
  const hint = useId()
  const [over, setOver] = useState(false)
  const { sorts } = template.files
  const types = sorts.flatMap((sort) => sort.types)
  const names = new Intl.ListFormat(language, { type: 'disjunction' }).format(types.map((type) => typeNames[type] ?? type))
  const largest = Math.max(0, ...sorts.map((sort) => sort.bytes))
  const { arriving, add, again, remove } = useAttachments(
    (stored) => onChange(stored),
    (chosen) =>
      types.includes(chosen.type) ? fileObjection(texts, template.files, others, chosen) : t('template.file.wrongKind', { types: names }),
  )
  const choose = (files: Iterable<File>) => {
    const [first] = files
    if (first === undefined) return
    for (const { id } of arriving) remove(id)
    onChange(null)
    add([first])
  }
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (event.dataTransfer.files.length === 0) return
      event.preventDefault()
      choose(event.dataTransfer.files)
    },
  }
  return (
    <div className={over ? 'template-file template-file-drop' : 'template-file'} role="group" aria-label={label} {...drop}>
      <span className="field-label">
        {label} <span className="templates-required">{t('template.required')}</span>
      </span>
      <Attachments
        files={file === null ? [] : [file]}
        arriving={arriving}
        onRemove={() => onChange(null)}
        onCancel={remove}
        onAgain={again}
      />
      <input
        ref={input}
        type="file"
        hidden
        accept={types.join(',')}
        aria-label={t(`template.file.choose.${media}`)}
        onChange={(event) => {
          choose([...(event.target.files ?? [])])
          // The same file can be chosen again after it was taken out.
          event.target.value = ''
        }}
      />
      <div>
        <Button icon="paperclip" describedBy={hint} onPress={() => input.current?.click()}>
          {t(file === null && arriving.length === 0 ? `template.file.choose.${media}` : 'template.file.another')}
        </Button>
      </div>
      <span id={hint} className="field-hint">
        {t('template.file.limits', { types: names, most: fileSize(language, largest) })}
      </span>
    </div>
  )
}
