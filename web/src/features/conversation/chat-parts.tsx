import type { ReactNode } from 'react'
import type { ChatPart, ConversationId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon, type IconName } from '../../ui/icon'
import { useFailureText } from '../../ui/states'
import { showFailure, showToast } from '../../ui/toast'
import { useAddIdentity } from './api/add-identity'

type ChatPartsProps = { readonly parts: readonly ChatPart[]; readonly conversation: ConversationId }

/** What a message holds beside words and files. */
export function ChatParts({ parts, conversation }: ChatPartsProps) {
  // How a file is meant is shown with the file; what the channel says by itself is a line of its own; a call stands above.
  const shown = parts.filter((part) => part.part !== 'media' && part.part !== 'notice' && part.part !== 'call')
  if (shown.length === 0) return null
  return (
    <div className="chat-parts">
      {shown.map((part, index) => (
        // The parts of one message never change their order.
        <Part key={index} part={part} conversation={conversation} />
      ))}
    </div>
  )
}

function Part({ part, conversation }: { readonly part: ChatPart; readonly conversation: ConversationId }) {
  switch (part.part) {
    case 'place':
      return <Place place={part} />
    case 'card':
      return <Card card={part} conversation={conversation} />
    case 'choice':
      return <Choice choice={part} />
    case 'form':
      return <Form form={part} />
    case 'order':
      return <Order order={part} />
    case 'share':
      return <Share share={part} />
    case 'line':
      return <p className="chat-part">{part.words}</p>
    case 'unsupported':
      return <Unsupported part={part} />
    case 'call':
    case 'media':
    case 'notice':
      return null
  }
}

type Of<Kind extends ChatPart['part']> = Extract<ChatPart, { part: Kind }>

function Box({ icon, title, children }: { readonly icon: IconName; readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="chat-part">
      <h4>
        <Icon name={icon} size={16} />
        {title}
      </h4>
      {children}
    </section>
  )
}

function Place({ place }: { readonly place: Of<'place'> }) {
  const { t } = useTexts()
  const map = mapLink(place)
  return (
    <Box icon="globe" title={place.name ?? t('chat.location')}>
      {place.address !== null && <p>{place.address}</p>}
      {map !== null && (
        <p>
          <span className="chat-soft">
            {place.latitude}, {place.longitude}
          </span>{' '}
          <a className="text-link" href={map} target="_blank" rel="noopener noreferrer nofollow">
            {t('chat.map')}
          </a>
        </p>
      )}
      {place.url !== null && (
        <a className="text-link" href={place.url} target="_blank" rel="noopener noreferrer nofollow">
          {place.url}
        </a>
      )}
    </Box>
  )
}

/** A map to open elsewhere, where the coordinates are some. */
export function mapLink({ latitude, longitude }: { latitude: string | null; longitude: string | null }): string | null {
  if (!isDegrees(latitude, 90) || !isDegrees(longitude, 180)) return null
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
}

function isDegrees(text: string | null, most: number): boolean {
  return text !== null && /^-?\d{1,3}(\.\d{1,30})?$/.test(text) && Math.abs(Number(text)) <= most
}

function Card({ card, conversation }: { readonly card: Of<'card'>; readonly conversation: ConversationId }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const add = useAddIdentity(conversation)
  const save = (kind: 'phone' | 'email', value: string) =>
    add.mutate(
      { kind, value },
      {
        onSuccess: () => showToast(t('chat.identitySaved', { value })),
        onError: (error) => showFailure(failureText(error)),
      },
    )
  const lines = [
    ...card.phones.map((value) => ({ kind: 'phone' as const, value: withPlus(value) })),
    ...card.emails.map((value) => ({ kind: 'email' as const, value })),
  ]
  return (
    <Box icon="person" title={card.name === '' ? t('chat.contact') : card.name}>
      {card.company !== null && <p className="chat-soft">{card.company}</p>}
      <ul>
        {lines.map(({ kind, value }) => (
          <li key={`${kind} ${value}`}>
            <Icon name={kind === 'phone' ? 'phone' : 'mail'} size={14} />
            <a className="text-link" href={`${kind === 'phone' ? 'tel' : 'mailto'}:${value}`}>
              {value}
            </a>
            <Button look="link" pending={add.isPending} onPress={() => save(kind, value)}>
              {t('chat.saveIdentity')}
            </Button>
          </li>
        ))}
      </ul>
    </Box>
  )
}

/** A number as WhatsApp's own ids write it has its country and no plus. */
function withPlus(number: string): string {
  return /^[1-9]\d{7,14}$/.test(number) ? `+${number}` : number
}

function Choice({ choice }: { readonly choice: Of<'choice'> }) {
  const { t } = useTexts()
  return (
    <Box icon="check-circle" title={t('chat.chose', { choice: choice.title })}>
      {choice.description !== null && <p className="chat-soft">{choice.description}</p>}
    </Box>
  )
}

function Form({ form }: { readonly form: Of<'form'> }) {
  const { t } = useTexts()
  return (
    <Box icon="note" title={form.name ?? t('chat.form')}>
      <dl>
        {form.answers.map((answer) => (
          <div key={answer.field}>
            <dt>{answer.field}</dt>
            <dd>{answer.value}</dd>
          </div>
        ))}
      </dl>
    </Box>
  )
}

/** A price as people write it in their language; as it came where it is no amount of any currency. */
export function priceName(language: string, price: string | null, currency: string | null): string {
  const amount = Number(price ?? Number.NaN)
  try {
    if (currency !== null && Number.isFinite(amount)) return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount)
  } catch {
    // No currency has this name.
  }
  return [price, currency].filter((part) => part !== null).join(' ')
}

function Order({ order }: { readonly order: Of<'order'> }) {
  const { t, language } = useTexts()
  return (
    <Box icon="bag" title={t('chat.order')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('chat.product')}</th>
            <th scope="col">{t('chat.quantity')}</th>
            <th scope="col">{t('chat.price')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line, index) => (
            <tr key={index}>
              <td>{line.product}</td>
              <td>{line.quantity}</td>
              <td>{priceName(language, line.price, line.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}

const shares = {
  story_mention: 'chat.share.storyMention',
  story_reply: 'chat.share.storyReply',
  story: 'chat.share.story',
  ig_story: 'chat.share.story',
  reel: 'chat.share.reel',
  ig_reel: 'chat.share.reel',
  post: 'chat.share.post',
  ig_post: 'chat.share.post',
  share: 'chat.share.post',
} as const

function Share({ share }: { readonly share: Of<'share'> }) {
  const { t } = useTexts()
  const known = Object.entries(shares).find(([sort]) => sort === share.sort)?.[1]
  return (
    <Box icon="link" title={t(known ?? 'chat.share.other')}>
      {share.title !== null && <p>{share.title}</p>}
      {share.url !== null && (
        <a className="text-link" href={share.url} target="_blank" rel="noopener noreferrer nofollow">
          {share.url}
        </a>
      )}
    </Box>
  )
}

function Unsupported({ part }: { readonly part: Of<'unsupported'> }) {
  const { t } = useTexts()
  return (
    <Box icon="info" title={t('chat.unsupported')}>
      <p className="chat-soft">
        {part.raw === null ? t('chat.withheld') : t('chat.unsupportedText')}
        {part.sort !== null && ` (${part.sort})`}
      </p>
      {part.raw !== null && (
        <details>
          <summary>{t('chat.raw')}</summary>
          {/* A scrolling region must be reachable by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0}>{part.raw}</pre>
        </details>
      )}
    </Box>
  )
}
