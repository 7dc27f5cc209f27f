import './chat.css'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Chat, ConversationId, Message } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fullTime, momentName } from '../../i18n/times'
import { authorName } from '../../ui/author-name'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { CallLine } from './call-line'
import { ChatParts } from './chat-parts'
import { HistoryDialog } from './message-history'
import { PlainText } from './plain-text'
import { ProductLine, ProductSections } from './sent-products'

type ChatContentProps = { readonly message: Message; readonly chat: Chat; readonly conversation: ConversationId }

/** What a message on a chat says: what it answers, its words, what is not words, and what has become of it. */
export function ChatContent({ message, chat, conversation }: ChatContentProps) {
  const { t } = useTexts()
  if (chat.deletedAt !== null) return <Deleted message={message} at={chat.deletedAt} conversation={conversation} />
  return (
    <>
      {chat.answers !== null && <Quote answers={chat.answers} />}
      {chat.forwarding !== 'none' && (
        <p className="chat-mark">
          <Icon name="arrow-left" size={12} /> {t(`chat.forwarded.${chat.forwarding}`)}
        </p>
      )}
      {chat.referral !== null && <Referral referral={chat.referral} />}
      <CallLine message={message} parts={chat.parts} />
      {/* What stands above a template stands above it here as well. */}
      {chat.template !== null && <ChatParts parts={chat.parts} conversation={conversation} />}
      {chat.template?.product != null && (
        <div className="chat-parts">
          <div className="chat-part">
            <ProductLine product={chat.template.product} />
          </div>
        </div>
      )}
      {chat.template?.header !== undefined && chat.template.header !== null && (
        <p className="chat-template-line">{chat.template.header}</p>
      )}
      {chat.template?.offer !== undefined && chat.template.offer !== null && <Offer offer={chat.template.offer} />}
      {chat.words !== '' && (
        <div className="entry-body">
          <PlainText text={chat.words} />
        </div>
      )}
      {chat.template !== null && <TemplateEnd template={chat.template} />}
      {chat.template === null && <ChatParts parts={chat.parts} conversation={conversation} />}
      {chat.editedAt !== null && <Edited message={message} at={chat.editedAt} conversation={conversation} />}
    </>
  )
}

/** The reactions that stand on a message. */
export function Reactions({ chat }: { readonly chat: Chat }) {
  const { t } = useTexts()
  if (chat.reactions.length === 0 || chat.deletedAt !== null) return null
  return (
    <ul className="chat-reactions" aria-label={t('chat.reactions')}>
      {chat.reactions.map((reaction) => (
        <li
          key={`${reaction.author.kind} ${reaction.author.id ?? ''} ${reaction.emoji}`}
          className={reaction.ours ? 'chat-reaction chat-reaction-ours' : 'chat-reaction'}
        >
          <span>{reaction.emoji}</span>
          <span className="chat-soft">{authorName(t, reaction.author)}</span>
        </li>
      ))}
    </ul>
  )
}

function Deleted({ message, at, conversation }: { readonly message: Message; readonly at: string; readonly conversation: ConversationId }) {
  const { t, language } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <div className="chat-deleted">
      <Icon name="trash" size={14} />
      <span>{t(message.direction === 'in' ? 'chat.deleted' : 'chat.deletedOurs', { when: fullTime(language, Date.parse(at)) })}</span>
      <Button look="link" onPress={() => setOpen(true)}>
        {t('chat.showDeleted')}
      </Button>
      <HistoryDialog conversation={conversation} message={message} open={open} onClose={() => setOpen(false)} />
    </div>
  )
}

function Edited({ message, at, conversation }: { readonly message: Message; readonly at: string; readonly conversation: ConversationId }) {
  const { t, language } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <p className="chat-mark">
      {t('chat.edited', { when: fullTime(language, Date.parse(at)) })}{' '}
      <Button look="link" onPress={() => setOpen(true)}>
        {t('chat.showHistory')}
      </Button>
      <HistoryDialog conversation={conversation} message={message} open={open} onClose={() => setOpen(false)} />
    </p>
  )
}

/** The message that this one answers; a press shows it. */
function Quote({ answers }: { readonly answers: NonNullable<Chat['answers']> }) {
  const { t } = useTexts()
  const words = answers.deleted ? t('chat.quoteDeleted') : answers.text === '' ? t('chat.quoteUnknown') : answers.text
  const inside = (
    <>
      <strong>{answers.author ?? t('chat.quoteOurs')}</strong>
      <span>{words}</span>
    </>
  )
  const { entry } = answers
  if (entry === null) return <div className="chat-quote">{inside}</div>
  return (
    <AriaButton className="chat-quote" aria-label={t('chat.quoteJump', { words })} onPress={() => showEntry(entry)}>
      {inside}
    </AriaButton>
  )
}

/** Brings a message of the timeline into view and marks it for a moment. */
function showEntry(id: string) {
  const card = document.getElementById(`entry-${id}`)
  if (card === null) return
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  card.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' })
  card.setAttribute('tabindex', '-1')
  card.focus({ preventScroll: true })
  card.classList.add('entry-found')
  window.setTimeout(() => card.classList.remove('entry-found'), 2000)
}

function Referral({ referral }: { readonly referral: NonNullable<Chat['referral']> }) {
  const { t } = useTexts()
  const words = [referral.headline, referral.body, referral.product].filter((part) => part !== null && part !== '').join(' · ')
  return (
    <p className="chat-mark">
      <Icon name="link" size={12} />{' '}
      {referral.source === 'product' ? t('chat.aboutProduct') : t('chat.referral')}
      {words !== '' && `: ${words}`}
      {referral.url !== null && (
        <>
          {' '}
          <a className="text-link" href={referral.url} target="_blank" rel="noopener noreferrer nofollow">
            {referral.url}
          </a>
        </>
      )}
    </p>
  )
}

/** What an approved text offers, and until when. */
function Offer({ offer }: { readonly offer: NonNullable<NonNullable<Chat['template']>['offer']> }) {
  const { t, language } = useTexts()
  return (
    <>
      <p className="chat-template-line">{offer.text}</p>
      {offer.endsAt !== null && (
        <p className="chat-template-footer">{t('template.offer.until', { when: momentName(language, Date.parse(offer.endsAt)) })}</p>
      )}
    </>
  )
}

function TemplateEnd({ template }: { readonly template: NonNullable<Chat['template']> }) {
  const { t } = useTexts()
  return (
    <>
      {template.footer !== null && <p className="chat-template-footer">{template.footer}</p>}
      {template.buttons.length > 0 && (
        <ul className="chat-template-buttons" aria-label={t('chat.templateButtons')}>
          {template.buttons.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      )}
      <ProductSections sections={template.sections} />
      <p className="chat-mark">{t('chat.template', { name: template.name, language: template.language })}</p>
    </>
  )
}
