import { createContext, use } from 'react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { Message, Row } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { IconButton } from '../../ui/button'
import { useFailureText } from '../../ui/states'
import { showFailure } from '../../ui/toast'
import { useReact } from './api/react'

/** Lets the reply say which message it answers. */
export const AnswerContext = createContext<((message: Message) => void) | null>(null)

/** The reactions that everybody knows; a chat has no room for more choice. */
const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const

/** What can be done with one message of a chat: answer it by name, react to it. */
export function MessageActions({ message, row }: { readonly message: Message; readonly row: Row }) {
  const { t } = useTexts()
  const answer = use(AnswerContext)
  const failureText = useFailureText()
  const react = useReact(row.id, (error) => showFailure(failureText(error)))
  const chat = message.chat ?? null
  if (chat === null || !chat.reactable || row.status === 'merged') return null
  const ours = chat.reactions.find((reaction) => reaction.ours)?.emoji ?? null
  return (
    <>
      {answer !== null && (
        <IconButton icon="reply" label={t('chat.answer')} onPress={() => answer(message)} />
      )}
      {message.direction === 'in' && (
        <MenuTrigger>
          <IconButton icon="plus" label={t('chat.react')} />
          <Popover className="popover" placement="bottom end">
            <Menu
              className="chat-emojis"
              aria-label={t('chat.react')}
              onAction={(key) => {
                const emoji = String(key)
                react.mutate({ message: message.id, emoji: emoji === ours ? null : emoji })
              }}
            >
              {emojis.map((emoji) => (
                <MenuItem
                  key={emoji}
                  id={emoji}
                  className={emoji === ours ? 'chat-emoji chat-emoji-ours' : 'chat-emoji'}
                  textValue={emoji === ours ? t('chat.takeBack', { emoji }) : emoji}
                >
                  {emoji}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </>
  )
}
