import './button.css'
import type { ReactNode } from 'react'
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components'
import { Icon, type IconName } from './icon'

type ButtonProps = {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly look?: 'primary' | 'plain' | 'quiet' | 'note' | 'danger' | 'link'
  readonly icon?: IconName
  readonly type?: 'button' | 'submit'
  readonly disabled?: boolean
  readonly pending?: boolean
  readonly describedBy?: string
}

/** A button with a word on it. While pending it stays in place and does nothing more. */
export function Button({
  children,
  onPress,
  look = 'plain',
  icon,
  type = 'button',
  disabled = false,
  pending = false,
  describedBy,
}: ButtonProps) {
  return (
    <AriaButton
      className={`button button-${look}`}
      type={type}
      isDisabled={disabled}
      isPending={pending}
      {...(onPress && { onPress })}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
    </AriaButton>
  )
}

type IconButtonProps = {
  readonly icon: IconName
  /** What it does: its name for everybody, shown as a tooltip. */
  readonly label: string
  readonly onPress?: () => void
  readonly keys?: ReactNode
  readonly pressed?: boolean
  /** For a button that opens something below it. */
  readonly expanded?: boolean
  readonly disabled?: boolean
}

/** A button that shows only a picture; its word is in the tooltip and in its name. */
export function IconButton({ icon, label, onPress, keys, pressed, expanded, disabled = false }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        className="button button-quiet button-square"
        aria-label={label}
        isDisabled={disabled}
        {...(pressed !== undefined && { 'aria-pressed': pressed })}
        {...(expanded !== undefined && { 'aria-expanded': expanded })}
        {...(onPress && { onPress })}
      >
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label} {keys}
      </Tooltip>
    </TooltipTrigger>
  )
}
