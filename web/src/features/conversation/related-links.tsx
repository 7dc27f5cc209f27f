import { Link, useParams } from '@tanstack/react-router'
import type { Related } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'

/** Which other conversations this one has to do with, each a link that says in what way. */
export function RelatedLinks({ related }: { readonly related: readonly Related[] }) {
  const { t } = useTexts()
  const { list = 'new' } = useParams({ strict: false })
  if (related.length === 0) return null
  return (
    <nav className="related" aria-label={t('related.label')}>
      <Icon name="link" size={15} />
      <ul>
        {related.map(({ relation, subject }) => (
          <li key={relation.id}>
            <Link to="/list/$list/$conversation" params={{ list, conversation: relation.id }}>
              {t(`related.${relation.why}`, { number: String(relation.caseNumber) })}
            </Link>{' '}
            <span className="related-subject">{subject || t('conversation.noSubject')}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}
