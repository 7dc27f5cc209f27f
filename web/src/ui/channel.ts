import type { MessageKey, Texts } from '../i18n/texts'
import type { IconName } from './icon'

/** The channels that have a picture and a name here; any other is shown by its word. */
const icons = {
  email: 'mail',
  whatsapp: 'whatsapp',
  messenger: 'chat',
  instagram: 'image',
  telegram: 'send',
  sms: 'chat',
  voice: 'phone',
  webchat: 'globe',
  form: 'file',
  custom: 'link',
} as const satisfies Record<string, IconName>

export function channelIcon(channel: string): IconName {
  return channel in icons ? icons[channel as keyof typeof icons] : 'link'
}

export function channelName(t: Texts['t'], channel: string): string {
  return channel in icons ? t(`channel.${channel}` as MessageKey) : channel
}

/** Whether what is written on a channel leaves as mail. */
export function isMail(channel: string): boolean {
  return channel === 'email' || channel === 'form'
}

/** Whether a channel has texts that its provider approved, for when free words may not be sent. */
export function hasTemplates(channel: string): boolean {
  return channel === 'whatsapp'
}

/** Whether people speak on a channel, so that nothing can be written to them. */
export function isSpoken(channel: string): boolean {
  return channel === 'voice'
}
