import { useState, type RefObject } from 'react'
import { Input, Label, Text, TextField } from 'react-aria-components'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { longestNumber } from './products'

type ProductNumberProps = {
  readonly full: boolean
  readonly focused: boolean
  readonly field: RefObject<HTMLInputElement | null>
  readonly onAdd: (number: string) => void
}

/** Where a product is named by its number, because nobody can look it up. */
export function ProductNumber({ full, focused, field, onAdd }: ProductNumberProps) {
  const { t } = useTexts()
  const [typed, setTyped] = useState('')
  const number = typed.trim()
  const add = () => {
    if (number === '' || full) return
    onAdd(number)
    setTyped('')
    field.current?.focus()
  }
  return (
    <div className="product-search">
      <p className="field-hint">{t('template.products.unreadable')}</p>
      <div className="product-number">
        <TextField
          className="field"
          value={typed}
          onChange={setTyped}
          autoFocus={focused}
          maxLength={longestNumber}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            add()
          }}
        >
          <Label className="field-label">{t('template.products.number')}</Label>
          <Input ref={field} className="input" autoComplete="off" autoCapitalize="off" spellCheck={false} />
          <Text slot="description" className="field-hint">
            {t(full ? 'template.products.full' : 'template.products.numberHint')}
          </Text>
        </TextField>
        <Button icon="plus" disabled={number === '' || full} onPress={add}>
          {t('template.products.add')}
        </Button>
      </div>
    </div>
  )
}
