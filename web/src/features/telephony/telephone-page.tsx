import '../../ui/page.css'
import './telephony.css'
import { type ReactNode, useState } from 'react'
import { useSession } from '../../api/session'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/form'
import { usePageTitle } from '../../ui/page-title'
import { useFailureText } from '../../ui/states'
import { showToast } from '../../ui/toast'
import { useSetTelephone } from './api/telephone'

/** Where everybody says which telephone of their own is rung when they call a customer. */
export function TelephonePage({ headStart }: { readonly headStart?: ReactNode }) {
  const { t } = useTexts()
  const { user } = useSession()
  const failureText = useFailureText()
  const setting = useSetTelephone()
  const kept = user.telephone ?? ''
  const [number, setNumber] = useState(kept)
  usePageTitle(t('view.telephone'))
  return (
    <section className="page" aria-labelledby="telephone-title">
      <header className="page-head">
        {headStart}
        <h1 id="telephone-title">{t('view.telephone')}</h1>
      </header>
      <div className="page-body">
        <div className="page-inner">
          <p className="page-intro">{t('telephone.intro')}</p>
          <form
            className="token-form"
            onSubmit={(event) => {
              event.preventDefault()
              setting.mutate(number, {
                onSuccess: (now) => {
                  setNumber(now.number ?? '')
                  showToast(t(now.number === null ? 'telephone.removed' : 'telephone.saved'))
                },
              })
            }}
          >
            <TextField
              label={t('telephone.number')}
              hint={t('telephone.hint')}
              value={number}
              onChange={(text) => {
                setting.reset()
                setNumber(text)
              }}
              error={setting.isError ? failureText(setting.error) : null}
            />
            <Button type="submit" look="primary" disabled={number.trim() === kept} pending={setting.isPending}>
              {t('telephone.save')}
            </Button>
          </form>
        </div>
      </div>
    </section>
  )
}
