import './form.css'
import type { KeyboardEvent, ReactNode } from 'react'
import {
  CheckboxButton,
  CheckboxField,
  FieldError,
  Input,
  Label,
  SwitchButton,
  SwitchField,
  Text,
  TextField as AriaTextField,
} from 'react-aria-components'
import { Icon } from './icon'

type TextFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly error?: string | null
  readonly autoFocus?: boolean
  /** Whether what is typed is hidden from whoever looks on. */
  readonly secret?: boolean
  /** Enter inside the field; it then does not send the form. */
  readonly onEnter?: () => void
  readonly onLeave?: () => void
}

export function TextField({ label, value, onChange, hint, error = null, autoFocus = false, secret = false, onEnter, onLeave }: TextFieldProps) {
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      autoFocus={autoFocus}
      {...(secret && { type: 'password', autoComplete: 'off' })}
    >
      <Label className="field-label">{label}</Label>
      <Input
        className="input"
        {...(onLeave && { onBlur: onLeave })}
        {...(onEnter && {
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            onEnter()
          },
        })}
      />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  )
}

type ToggleProps = {
  readonly selected: boolean
  readonly onChange: (selected: boolean) => void
  readonly children: ReactNode
  readonly disabled?: boolean
  readonly label?: string
}

export function Switch({ selected, onChange, children, disabled = false, label }: ToggleProps) {
  return (
    <SwitchField
      isSelected={selected}
      onChange={onChange}
      isDisabled={disabled}
      {...(label !== undefined && { 'aria-label': label })}
    >
      <SwitchButton className="switch">
        <span className="switch-track" />
        {children}
      </SwitchButton>
    </SwitchField>
  )
}

export function Checkbox({ selected, onChange, children, disabled = false }: ToggleProps) {
  return (
    <CheckboxField isSelected={selected} onChange={onChange} isDisabled={disabled}>
      <CheckboxButton className="check">
        <span className="check-box">{selected && <Icon name="check" size={14} />}</span>
        {children}
      </CheckboxButton>
    </CheckboxField>
  )
}
