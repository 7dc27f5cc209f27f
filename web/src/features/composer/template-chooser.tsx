import './templates.css'
import { useQuery } from '@tanstack/react-query'
import type { TemplateList } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { momentName } from '../../i18n/times'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { FailureState, Skeleton, useFailureText } from '../../ui/states'
import { type TemplatePlace, templatesQuery, useFetchTemplates } from './api/templates'
import type { ChosenTemplate } from './drafts'
import { choices, chosen } from './template'
import { TemplateFilling } from './template-filling'
import { TemplateSearch } from './template-search'

type TemplateChooserProps = {
  readonly place: TemplatePlace
  readonly value: ChosenTemplate | null
  readonly focused: boolean
  readonly onChange: (value: ChosenTemplate | null) => void
  /** Control and Enter in a gap. */
  readonly onSend: () => void
}

/** Where an approved text is chosen and filled in, and seen as the customer will see it. */
export function TemplateChooser({ place, value, focused, onChange, onSend }: TemplateChooserProps) {
  const query = useQuery(templatesQuery(place))
  const { language } = useTexts()
  const list = query.data
  if (list === undefined) {
    return query.isError ? (
      <FailureState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton inline="100%" block="9rem" />
    )
  }
  const all = choices(list.items, list.language ?? language)
  const choice = value === null ? undefined : all.find((each) => each.name === value.name)
  const template = choice?.variants.find((each) => each.language === value?.language)
  return (
    <div className="templates">
      {value !== null && choice !== undefined && template !== undefined ? (
        <TemplateFilling
          place={place}
          choice={choice}
          template={template}
          value={value}
          known={list.known}
          focused={focused}
          onChange={onChange}
          onSend={onSend}
        />
      ) : (
        <TemplateSearch all={all} list={list} focused={focused} onChoose={(each) => onChange(chosen(each.best, value))} />
      )}
      <ListState place={place} list={list} />
    </div>
  )
}

/** How old the list is, what went wrong with it, and the way to have it read again. */
function ListState({ place, list }: { readonly place: TemplatePlace; readonly list: TemplateList }) {
  const { t, has, language } = useTexts()
  const failureText = useFailureText()
  const fetching = useFetchTemplates(place)
  const { trouble, fetchedAt } = list
  const code = `trouble.${trouble?.code ?? ''}`
  return (
    <div className="templates-state">
      {trouble !== null && (
        <p className="templates-trouble" role="status">
          <Icon name="alert-triangle" size={14} />
          {t('template.trouble', {
            when: momentName(language, Date.parse(trouble.at)),
            reason: has(code) ? t(code) : trouble.reason,
          })}
        </p>
      )}
      {fetching.error !== null && (
        <p className="templates-trouble" role="alert">
          {failureText(fetching.error)}
        </p>
      )}
      <span>
        {fetchedAt === null ? t('template.never') : t('template.fetched', { when: momentName(language, Date.parse(fetchedAt)) })}
      </span>
      {list.ready && (
        <Button look="link" icon="refresh" pending={fetching.isPending} onPress={() => fetching.mutate()}>
          {t('template.again')}
        </Button>
      )}
    </div>
  )
}
