import { EditorContent, useEditor, useEditorState, type Editor as TiptapEditor } from '@tiptap/react'
import type { EditorView } from '@tiptap/pm/view'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import type { IconName } from '../../ui/icon'
import { Picture } from './picture-node'
import { PlaceholderMenu } from './placeholder-menu'
import { isPicture, type Pictures, useGivenPictures } from './pictures'

export type EditorProps = {
  readonly label: string
  readonly placeholder: string
  readonly html: string
  /** Grows by one each time the editor must take over other content or the focus. */
  readonly revision: number
  readonly focused: boolean
  readonly rich: boolean
  readonly describedBy: string
  /** Whether names can be put in that are filled in later. */
  readonly placeholders?: boolean
  readonly onChange: (html: string, text: string) => void
  /** Ctrl/Cmd+Enter, with or without Shift. Returns whether it meant something here. */
  readonly onEnter: (shift: boolean) => boolean
  readonly onEscape: () => void
}

/** The text field people write in. Loaded when somebody starts to write. */
export function Editor({
  label,
  placeholder,
  html,
  revision,
  focused,
  rich,
  describedBy,
  placeholders = false,
  onChange,
  onEnter,
  onEscape,
}: EditorProps) {
  const pictures = useGivenPictures()
  const handlers = useRef({ onChange, onEnter, onEscape, pictures })
  useEffect(() => {
    handlers.current = { onChange, onEnter, onEscape, pictures }
  })
  const takesPictures = pictures !== null
  const editor = useEditor(
    {
      extensions: [
        ...(takesPictures ? [Picture] : []),
        StarterKit.configure({
          heading: false,
          horizontalRule: false,
          codeBlock: false,
          strike: false,
          link: { openOnClick: false, protocols: ['mailto', 'tel'], defaultProtocol: 'https' },
          ...(rich
            ? {}
            : { bold: false, italic: false, underline: false, bulletList: false, orderedList: false, blockquote: false, code: false, link: false, listItem: false, listKeymap: false }),
        }),
      ],
      content: html,
      autofocus: focused && !isWritten() ? 'end' : false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-describedby': describedBy,
          class: 'editor-field',
        },
        handlePaste: (view, event) =>
          insertPictures(view, event.clipboardData, view.state.selection.from, handlers.current.pictures),
        handleDrop: (view, event) => {
          const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
          return insertPictures(view, event.dataTransfer, place?.pos ?? view.state.selection.from, handlers.current.pictures)
        },
        handleKeyDown: (_, event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            if (handlers.current.onEnter(event.shiftKey)) event.preventDefault()
            return true
          }
          if (event.key === 'Escape') {
            handlers.current.onEscape()
            return true
          }
          return false
        },
      },
      onUpdate: ({ editor: changed }) =>
        handlers.current.onChange(changed.isEmpty ? '' : changed.getHTML(), changed.getText({ blockSeparator: '\n\n' })),
    },
    [rich, label, takesPictures],
  )
  const empty = useEditorState({ editor, selector: (state) => state.editor.isEmpty })
  const taken = useRef(revision)
  useEffect(() => {
    if (taken.current === revision) return
    taken.current = revision
    if (editor.getHTML() !== html && !(editor.isEmpty && html === '')) {
      editor.commands.setContent(html, { emitUpdate: false })
    }
    if (focused) editor.commands.focus('end')
  }, [editor, revision, html, focused])
  return (
    <>
      {rich && <Toolbar editor={editor} placeholders={placeholders} />}
      <div className="editor">
        {empty && (
          <span className="editor-placeholder" aria-hidden="true">
            {placeholder}
          </span>
        )}
        <EditorContent editor={editor} />
      </div>
    </>
  )
}

/** Whether somebody fills in another field of the box already, because the editor came late. */
function isWritten(): boolean {
  return document.activeElement?.matches('.writing :is(input, select, textarea)') ?? false
}

/**
 * Puts pictures that are pasted or dropped into the text. Anything else among them is left to whoever
 * takes files.
 */
function insertPictures(view: EditorView, given: DataTransfer | null, at: number, pictures: Pictures | null): boolean {
  const files = [...(given?.files ?? [])]
  if (pictures === null || files.length === 0 || !files.every(isPicture)) return false
  const { image } = view.state.schema.nodes
  if (image === undefined) return false
  const nodes = pictures.add(files).map((src) => image.create({ src }))
  view.dispatch(view.state.tr.insert(at, nodes))
  return true
}

function Toolbar({ editor, placeholders }: { readonly editor: TiptapEditor; readonly placeholders: boolean }) {
  const { t } = useTexts()
  const pictures = useGivenPictures()
  const [asking, setAsking] = useState(false)
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      blockquote: now.isActive('blockquote'),
      link: now.isActive('link'),
    }),
  })
  const tools: readonly { name: keyof typeof active; icon: IconName; run: () => void }[] = [
    { name: 'bold', icon: 'bold', run: () => editor.chain().focus().toggleBold().run() },
    { name: 'italic', icon: 'italic', run: () => editor.chain().focus().toggleItalic().run() },
    { name: 'bulletList', icon: 'list-bullet', run: () => editor.chain().focus().toggleBulletList().run() },
    { name: 'orderedList', icon: 'list-number', run: () => editor.chain().focus().toggleOrderedList().run() },
    { name: 'blockquote', icon: 'quote', run: () => editor.chain().focus().toggleBlockquote().run() },
    {
      name: 'link',
      icon: 'link',
      run: () => (active.link ? editor.chain().focus().unsetLink().run() : setAsking(true)),
    },
  ]
  return (
    <div className="editor-tools" role="toolbar" aria-label={t('editor.tools')}>
      {tools.map((tool) => (
        <IconButton key={tool.name} icon={tool.icon} label={t(`editor.${tool.name}`)} pressed={active[tool.name]} onPress={tool.run} />
      ))}
      {placeholders && <PlaceholderMenu onChoose={(text) => editor.chain().focus().insertContent({ type: 'text', text }).run()} />}
      {pictures !== null && (
        <PictureButton
          onPictures={(files) => {
            const nodes = pictures.add(files).map((src) => ({ type: 'image', attrs: { src } }))
            editor.chain().focus().insertContent(nodes).run()
          }}
        />
      )}
      {asking && (
        <LinkField
          onDone={(address) => {
            setAsking(false)
            if (address === null) editor.commands.focus()
            else setLink(editor, address)
          }}
        />
      )}
    </div>
  )
}

/** Opens the choice of pictures. */
function PictureButton({ onPictures }: { readonly onPictures: (files: readonly File[]) => void }) {
  const { t } = useTexts()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        aria-label={t('picture.choose')}
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])].filter(isPicture))
          event.target.value = ''
        }}
      />
      <IconButton icon="image" label={t('picture.choose')} onPress={() => input.current?.click()} />
    </>
  )
}

function setLink(editor: TiptapEditor, address: string) {
  const href = /^(https?:|mailto:|tel:)/i.test(address) ? address : `https://${address}`
  if (editor.state.selection.empty) {
    editor.chain().focus().insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href } }] }).run()
  } else {
    editor.chain().focus().extendMarkRange('link').setLink({ href }).run()
  }
}

function LinkField({ onDone }: { readonly onDone: (address: string | null) => void }) {
  const { t } = useTexts()
  const [address, setAddress] = useState('')
  return (
    <form
      className="editor-link"
      onSubmit={(event) => {
        event.preventDefault()
        // It may stand in the form of a page, which is not to be sent by it.
        event.stopPropagation()
        onDone(address.trim() === '' ? null : address.trim())
      }}
    >
      <input
        className="input"
        aria-label={t('editor.linkAddress')}
        placeholder="https://"
        value={address}
        autoFocus
        onChange={(event) => setAddress(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            onDone(null)
          }
        }}
      />
      <Button type="submit">{t('editor.linkSet')}</Button>
    </form>
  )
}
