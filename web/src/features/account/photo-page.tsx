import '../../ui/page.css'
import './photo.css'
import { type ReactNode, useRef, useState } from 'react'
import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { usePageTitle } from '../../ui/page-title'
import { useFailureText } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { useKeepPhoto } from './api/photo'
import { smallPicture } from './small-picture'

type PhotoPageProps = {
  readonly headStart?: ReactNode
  /** Makes a picture small; another one where there is nothing to draw on. */
  readonly small?: (file: Blob) => Promise<Blob>
}

/** Where everybody says how they look to colleagues, and to customers in a chat. */
export function PhotoPage({ headStart, small = smallPicture }: PhotoPageProps) {
  const { t } = useTexts()
  const { user } = useSession()
  const failureText = useFailureText()
  const keeping = useKeepPhoto()
  const input = useRef<HTMLInputElement>(null)
  const [unreadable, setUnreadable] = useState(false)
  usePageTitle(t('view.photo'))
  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    setUnreadable(false)
    keeping.reset()
    let picture: Blob
    try {
      picture = await small(file)
    } catch {
      setUnreadable(true)
      return
    }
    keeping.mutate(picture, { onSuccess: () => showToast(t('photo.saved')) })
  }
  return (
    <section className="page" aria-labelledby="photo-title">
      <header className="page-head">
        {headStart}
        <h1 id="photo-title">{t('view.photo')}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          <p className="page-intro">{t('photo.intro')}</p>
          <div className="photo-now">
            <Avatar name={user.name} of={user.id} size="huge" />
            <p>{t(user.photo === null ? 'photo.none' : 'photo.shown', { name: user.name })}</p>
          </div>
          <input
            ref={input}
            type="file"
            accept="image/*"
            hidden
            aria-label={t('photo.choose')}
            onChange={(event) => {
              void choose(event.target.files?.[0])
              // The same file can be chosen again.
              event.target.value = ''
            }}
          />
          <div className="photo-deeds">
            <Button look="primary" icon="image" pending={keeping.isPending} onPress={() => input.current?.click()}>
              {t('photo.choose')}
            </Button>
            {user.photo !== null && (
              <Button
                disabled={keeping.isPending}
                onPress={() => keeping.mutate(null, { onSuccess: () => showToast(t('photo.removed')) })}
              >
                {t('photo.remove')}
              </Button>
            )}
          </div>
          {(unreadable || keeping.isError) && (
            <p className="field-error" role="alert">
              {unreadable ? t('photo.unreadable') : failureText(keeping.error)}
            </p>
          )}
        </div>
      </div>
    </section>
  )
}
