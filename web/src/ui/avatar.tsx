import './avatar.css'
import { useState } from 'react'
import { channelIcon } from './channel'
import { Icon } from './icon'
import { usePhoto } from './photos'

type AvatarProps = {
  readonly name: string
  /** What the colour hangs on, so that the same person always has the same one. */
  readonly of: string
  readonly size?: 'small' | 'medium' | 'large' | 'huge'
  readonly channel?: string
  readonly available?: boolean
}

/** A person as their photo, or as initials. It is a picture: the name always stands beside it. */
export function Avatar({ name, of, size = 'medium', channel, available }: AvatarProps) {
  const photo = usePhoto(of)
  const [missing, setMissing] = useState<string | null>(null)
  return (
    <span className={`avatar avatar-${size} avatar-${colourOf(of)}`} aria-hidden="true">
      {initialsOf(name)}
      {photo !== null && photo !== missing && <img className="avatar-photo" src={photo} alt="" onError={() => setMissing(photo)} />}
      {channel !== undefined && (
        <span className={`avatar-badge avatar-badge-${channel}`}>
          <Icon name={channelIcon(channel)} size={11} />
        </span>
      )}
      {available !== undefined && (
        <span className={available ? 'avatar-presence avatar-presence-here' : 'avatar-presence'} />
      )}
    </span>
  )
}

/** One or two letters for a name; a number or address gives its first character that is one. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = firstLetter(words[0])
  const last = words.length > 1 ? firstLetter(words.at(-1)) : ''
  return (first + last).toUpperCase() || '?'
}

function firstLetter(word: string | undefined): string {
  return word?.match(/[\p{L}\p{N}]/u)?.[0] ?? ''
}

function colourOf(text: string): number {
  let sum = 0
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 8191
  return sum % 8
}
