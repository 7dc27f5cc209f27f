import { useTexts } from '../i18n/texts'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/states'

/** The app itself failed: a mistake of ours, or a part of it that a newer release has replaced. */
export function Crashed() {
  const { t } = useTexts()
  return (
    <div role="alert">
      <EmptyState picture="broken" title={t('crashed.title')}>
        <p>{t('crashed.text')}</p>
        <Button look="primary" icon="refresh" onPress={() => window.location.reload()}>
          {t('crashed.reload')}
        </Button>
      </EmptyState>
    </div>
  )
}
