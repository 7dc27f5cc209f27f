import './choose-time.css'
import './overlay.css'
import { type ReactNode, useState } from 'react'
import { Button as AriaButton, Input, Label, Menu, MenuItem, MenuTrigger, Popover, TextField } from 'react-aria-components'
import { useTexts } from '../i18n/texts'
import { momentName } from '../i18n/times'
import { Button } from './button'
import { Dialog } from './dialog'
import { Icon } from './icon'
import { localMoment, ownTimeZone, readLocalMoment, usualTimes } from './sending-times'

type ChooseTimeProps = {
  /** What the button is called. */
  readonly label: string
  /** What is on the button; its name alone is enough where this is a picture. */
  readonly children: ReactNode
  readonly className: string
  readonly disabled?: boolean
  /** No later than this, in milliseconds; null where there is no limit. */
  readonly latest: number | null
  readonly onChoose: (at: Date) => void
}

/** A button that asks when: the usual moments, or any other. */
export function ChooseTime({ label, children, className, disabled = false, latest, onChoose }: ChooseTimeProps) {
  const { t, language } = useTexts()
  const [asking, setAsking] = useState(false)
  const [now, setNow] = useState(() => new Date())
  const usual = usualTimes(now).filter(({ at }) => latest === null || at.getTime() < latest)
  return (
    <>
      <MenuTrigger onOpenChange={() => setNow(new Date())}>
        <AriaButton className={className} aria-label={label} isDisabled={disabled}>
          {children}
        </AriaButton>
        <Popover className="popover" placement="top end">
          <Menu className="menu" aria-label={label}>
            {usual.map(({ name, at }) => (
              <MenuItem key={name} id={name} className="menu-item" textValue={t(`time.${name}`)} onAction={() => onChoose(at)}>
                <span className="menu-item-text">{t(`time.${name}`)}</span>
                <span className="choose-time-at">{momentName(language, at.getTime())}</span>
              </MenuItem>
            ))}
            <MenuItem id="other" className="menu-item" onAction={() => setAsking(true)}>
              <Icon name="clock" size={16} />
              <span className="menu-item-text">{t('time.other')}</span>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <Dialog title={label} open={asking} onClose={() => setAsking(false)}>
        <OtherTime
          start={new Date(now.getTime() + 3_600_000)}
          latest={latest}
          onChoose={(at) => {
            setAsking(false)
            onChoose(at)
          }}
        />
      </Dialog>
    </>
  )
}

type OtherTimeProps = {
  readonly start: Date
  readonly latest: number | null
  readonly onChoose: (at: Date) => void
}

function OtherTime({ start, latest, onChoose }: OtherTimeProps) {
  const { t, language } = useTexts()
  const [earliest] = useState(() => localMoment(new Date()))
  const [text, setText] = useState(() => localMoment(start))
  const [refused, setRefused] = useState<string | null>(null)
  const choose = () => {
    const at = readLocalMoment(text)
    if (at === null) setRefused(t('time.incomplete'))
    else if (at.getTime() <= Date.now()) setRefused(t('time.past'))
    else if (latest !== null && at.getTime() >= latest) {
      setRefused(t('time.tooLate', { when: momentName(language, latest) }))
    } else onChoose(at)
  }
  return (
    <form
      className="choose-time"
      onSubmit={(event) => {
        event.preventDefault()
        choose()
      }}
    >
      <TextField className="field" value={text} onChange={setText} isInvalid={refused !== null} autoFocus>
        <Label className="field-label">{t('time.label')}</Label>
        <Input className="input" type="datetime-local" min={earliest} />
      </TextField>
      <p className="field-hint">{t('time.zone', { zone: ownTimeZone() })}</p>
      {refused !== null && (
        <p className="field-error" role="alert">
          {refused}
        </p>
      )}
      <div className="modal-foot">
        <Button look="primary" type="submit">
          {t('time.choose')}
        </Button>
      </div>
    </form>
  )
}
