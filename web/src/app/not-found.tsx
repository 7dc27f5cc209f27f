import { Link } from '@tanstack/react-router'
import { useTexts } from '../i18n/texts'
import { EmptyState } from '../ui/states'

export function NotFound() {
  const { t } = useTexts()
  return (
    <EmptyState picture="broken" title={t('notFound.title')}>
      <p>{t('notFound.text')}</p>
      <Link to="/list/$list" params={{ list: 'new' }} className="button button-primary">
        {t('notFound.link')}
      </Link>
    </EmptyState>
  )
}
