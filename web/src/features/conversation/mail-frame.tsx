import { useEffect, useMemo, useRef, useState } from 'react'
import type { MessageFile } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useShownTheme } from '../../ui/theme'
import { prepareMail } from './mail-html'
import { useSteadyFiles } from './use-steady-files'

type MailFrameProps = {
  readonly html: string
  readonly files: readonly MessageFile[]
  readonly title: string
  /** Whether pictures elsewhere on the internet may be loaded without asking. */
  readonly trusted: boolean
  /** Whether quoted history and signature are folded away. */
  readonly folded: boolean
}

/** Somebody's HTML in a frame that runs nothing and loads nothing from elsewhere until asked to. */
export function MailFrame({ html, files, title, trusted, folded }: MailFrameProps) {
  const { t } = useTexts()
  const theme = useShownTheme()
  const [showImages, setShowImages] = useState(trusted)
  const frame = useRef<HTMLIFrameElement>(null)
  const steadyFiles = useSteadyFiles(files)
  const quoted = t('message.quoted')
  const signature = t('message.signature')
  const mail = useMemo(
    () => prepareMail(html, steadyFiles, { theme, showImages, folds: folded ? { quoted, signature } : null }),
    [html, steadyFiles, theme, showImages, folded, quoted, signature],
  )
  useOwnHeight(frame, mail.page)
  return (
    <>
      {mail.hasRemoteImages && !showImages && (
        <p className="images-blocked">
          <Icon name="image" size={16} />
          <span>{t('message.imagesBlocked')}</span>
          <Button look="link" onPress={() => setShowImages(true)}>
            {t('message.showImages')}
          </Button>
        </p>
      )}
      <iframe
        ref={frame}
        className={mail.paper ? 'mail-frame mail-frame-paper' : 'mail-frame'}
        title={title}
        // Without allow-scripts nothing in the frame runs; same-origin only lets us measure it.
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={mail.page}
      />
    </>
  )
}

/** Makes the frame as tall as what is in it, also when a quotation is opened or an image arrives. */
function useOwnHeight(frame: React.RefObject<HTMLIFrameElement | null>, page: string) {
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    let observer: ResizeObserver | undefined
    const fit = () => {
      const body = element.contentDocument?.body
      if (body) element.style.blockSize = `${Math.ceil(body.getBoundingClientRect().height) + 2}px`
    }
    const onLoad = () => {
      observer?.disconnect()
      const body = element.contentDocument?.body
      if (!body || typeof ResizeObserver === 'undefined') return
      observer = new ResizeObserver(fit)
      observer.observe(body)
      fit()
    }
    element.addEventListener('load', onLoad)
    onLoad()
    return () => {
      element.removeEventListener('load', onLoad)
      observer?.disconnect()
    }
  }, [frame, page])
}
