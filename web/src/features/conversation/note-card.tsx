import type { ConversationId, Note } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Avatar } from '../../ui/avatar'
import { Icon } from '../../ui/icon'
import { ClockTime } from '../../ui/time'
import { EntryBody } from './entry-body'

/** Something the team wrote to itself. */
export function NoteCard({ note, conversation }: { readonly note: Note; readonly conversation: ConversationId }) {
  const { t } = useTexts()
  return (
    <article className="entry note" aria-label={t('note.by', { name: note.author.name })}>
      <header className="entry-head">
        <Avatar name={note.author.name} of={note.author.id ?? note.author.name} />
        <div className="entry-who">
          <h3 dir="auto">{note.author.name}</h3>
          <span className="note-sign">
            <Icon name="lock" size={13} />
            {t('note.sign')}
          </span>
        </div>
        <div className="entry-when">
          <ClockTime at={note.at} />
        </div>
      </header>
      <EntryBody
        entry={note}
        conversation={conversation}
        files={[]}
        title={t('note.by', { name: note.author.name })}
        trusted={false}
      />
    </article>
  )
}
