import { useQuery } from '@tanstack/react-query'
import type { InboxId, Template } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { momentName } from '../../i18n/times'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { useAccountTexts } from './account-texts'
import { inboxTemplatesQuery, useFetchInboxTemplates } from './api/standing'

/** The templates of an inbox with what the provider lets be sent, and the way to have them read again. */
export function TemplatesSection({ id }: { readonly id: InboxId }) {
  const { t, has, language } = useTexts()
  const words = useAccountTexts()
  const failureText = useFailureText()
  const query = useQuery(inboxTemplatesQuery(id))
  const fetching = useFetchInboxTemplates(id)
  const list = query.data
  const trouble = list?.trouble ?? null
  const code = `trouble.${trouble?.code ?? ''}`
  return (
    <section className="inbox-section" aria-labelledby="templates-title">
      <h2 id="templates-title">{words('templates')}</h2>
      <p className="field-hint">{words('templatesHint')}</p>
      {query.isPending && <Skeleton inline="100%" block="8rem" />}
      {query.isError && list === undefined && <FailureState error={query.error} onRetry={() => void query.refetch()} />}
      {list !== undefined && (
        <>
          {trouble !== null && (
            <p className="inbox-unwell" role="status">
              <Icon name="alert-triangle" size={16} />
              {t('template.trouble', {
                when: momentName(language, Date.parse(trouble.at)),
                reason: has(code) ? t(code) : trouble.reason,
              })}
            </p>
          )}
          {list.items.length === 0 ? (
            <p>{t(list.ready ? 'template.empty' : 'template.notReady')}</p>
          ) : (
            <ul className="inbox-templates">
              {list.items.map((each) => (
                <Line key={`${each.name} ${each.language}`} template={each} />
              ))}
            </ul>
          )}
          {fetching.error !== null && (
            <p className="field-error" role="alert">
              {failureText(fetching.error)}
            </p>
          )}
          <p className="field-hint">
            {list.fetchedAt === null
              ? t('template.never')
              : t('template.fetched', { when: momentName(language, Date.parse(list.fetchedAt)) })}
          </p>
          {list.ready && (
            <div>
              <Button icon="refresh" pending={fetching.isPending} onPress={() => fetching.mutate()}>
                {t('template.again')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

function Line({ template }: { readonly template: Template }) {
  const { t, has } = useTexts()
  const category = `template.category.${template.category}`
  const rated = template.quality === 'low' || template.quality === 'medium' ? t(`template.quality.${template.quality}`) : null
  const facts = [has(category) ? t(category) : null, t(`template.state.${template.state}`), rated].filter((fact) => fact !== null)
  return (
    <li className={template.state === 'approved' && template.quality !== 'low' ? '' : 'inbox-template-unwell'}>
      <span className="inbox-template-name">
        {template.name} · {template.language}
      </span>
      <span>{facts.join(' · ')}</span>
    </li>
  )
}
