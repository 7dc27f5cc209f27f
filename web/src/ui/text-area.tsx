import './form.css'
import { FieldError, Label, Text, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'

type TextAreaProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly hint?: string
  readonly error?: string | null
}

/** A field for more than one line. */
export function TextArea({ label, value, onChange, rows = 4, hint, error = null }: TextAreaProps) {
  return (
    <AriaTextField className="field" value={value} onChange={onChange} isInvalid={error !== null}>
      <Label className="field-label">{label}</Label>
      <AriaTextArea className="input" rows={rows} />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  )
}
