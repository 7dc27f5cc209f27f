import { useMutation } from '@tanstack/react-query'
import type { Body } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { useFailureText } from '../../ui/states'
import { useGivenPictures } from './pictures'
import { previewPage } from './preview-page'

type PreviewButtonProps = {
  readonly disabled: boolean
  /** Asks what the receivers would get. */
  readonly ask: () => Promise<Body>
}

/** Shows a mail as its receivers get it. */
export function PreviewButton({ disabled, ask }: PreviewButtonProps) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const pictures = useGivenPictures()
  const preview = useMutation({ networkMode: 'always', mutationFn: ask })
  return (
    <>
      <Button look="link" disabled={disabled} pending={preview.isPending} onPress={() => preview.mutate()}>
        {t('below.preview')}
      </Button>
      <Dialog title={t('below.previewTitle')} open={preview.isSuccess || preview.isError} onClose={preview.reset} wide>
        {preview.isError && <p role="alert">{failureText(preview.error)}</p>}
        {preview.data !== undefined && (
          <iframe
            className="below-preview"
            title={t('below.previewTitle')}
            sandbox=""
            srcDoc={previewPage(preview.data.html ?? '', (address) => pictures?.preview(address) ?? null)}
          />
        )}
      </Dialog>
    </>
  )
}
