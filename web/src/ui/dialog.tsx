import './overlay.css'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTexts } from '../i18n/texts'
import { Button, IconButton } from './button'

type DialogProps = {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly wide?: boolean
}

/** A window over the app that keeps the focus until it is closed. */
export function Dialog({ title, open, onClose, children, wide = false }: DialogProps) {
  const { t } = useTexts()
  return (
    <ModalOverlay
      className="modal-scrim"
      isOpen={open}
      isDismissable
      onOpenChange={(now) => {
        if (!now) onClose()
      }}
    >
      <Modal className={wide ? 'modal modal-wide' : 'modal'}>
        <AriaDialog>
          <div className="modal-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon="close" label={t('dialog.close')} onPress={onClose} />
          </div>
          <div className="modal-body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

type ConfirmProps = {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
}

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog({ title, text, confirm, open, onClose, onConfirm }: ConfirmProps) {
  const { t } = useTexts()
  return (
    <ModalOverlay
      className="modal-scrim"
      isOpen={open}
      onOpenChange={(now) => {
        if (!now) onClose()
      }}
    >
      <Modal className="modal">
        <AriaDialog role="alertdialog">
          <div className="modal-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </div>
          <p className="modal-body">{text}</p>
          <div className="modal-foot">
            <Button look="quiet" onPress={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button
              look="danger"
              onPress={() => {
                onClose()
                onConfirm()
              }}
            >
              {confirm}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
