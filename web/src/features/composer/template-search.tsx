import { useState } from 'react'
import { Header, Input, ListBox, ListBoxItem, ListBoxSection, SearchField, Text } from 'react-aria-components'
import { useSession } from '../../api/session'
import type { Template, TemplateList } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Icon } from '../../ui/icon'
import { isAwaited } from './api/templates'
import { matches, recentTemplates, type TemplateChoice, title } from './template'

type TemplateSearchProps = {
  readonly all: readonly TemplateChoice[]
  readonly list: TemplateList
  readonly focused: boolean
  readonly onChoose: (choice: TemplateChoice) => void
}

/** Where a template is found, by its name or its words. */
export function TemplateSearch({ all, list, focused, onChoose }: TemplateSearchProps) {
  const { t } = useTexts()
  const { user } = useSession()
  const [typed, setTyped] = useState('')
  if (all.length === 0) {
    return (
      <p className="templates-empty" role="status">
        {t(isAwaited(list) ? 'template.awaited' : list.ready ? 'template.empty' : 'template.notReady')}
      </p>
    )
  }
  const found = all.filter((choice) => matches(choice, typed))
  const recent = recentTemplates(user.id)
  const used = recent.flatMap((name) => found.filter((choice) => choice.name === name && choice.best.hindrance === null))
  const rest = found.filter((choice) => !used.includes(choice))
  // What can be sent stands before what cannot.
  const others = [...rest.filter((each) => each.best.hindrance === null), ...rest.filter((each) => each.best.hindrance !== null)]
  return (
    <>
      <SearchField className="templates-search" aria-label={t('template.search')} value={typed} onChange={setTyped} autoFocus={focused}>
        <Icon name="search" size={16} />
        <Input placeholder={t('template.search')} />
      </SearchField>
      <ListBox
        className="templates-list"
        aria-label={t('template.choose')}
        selectionMode="none"
        onAction={(name) => {
          const choice = all.find((each) => each.name === name)
          if (choice !== undefined) onChoose(choice)
        }}
        renderEmptyState={() => <p className="templates-empty">{t('template.nothingFound')}</p>}
      >
        {used.length > 0 && <Section id="used" name={t('template.recent')} items={used} />}
        {others.length > 0 && <Section id="others" name={t(used.length > 0 ? 'template.others' : 'template.list')} items={others} />}
      </ListBox>
    </>
  )
}

type SectionProps = { readonly id: string; readonly name: string; readonly items: readonly TemplateChoice[] }

/** Its name may change while somebody types; what it is does not. */
function Section({ id, name, items }: SectionProps) {
  return (
    <ListBoxSection id={id}>
      <Header className="menu-heading">{name}</Header>
      {items.map((choice) => (
        <Item key={choice.name} choice={choice} />
      ))}
    </ListBoxSection>
  )
}

function Item({ choice }: { readonly choice: TemplateChoice }) {
  const { t } = useTexts()
  const { best } = choice
  const languages = choice.variants.map((each) => each.language).join(', ')
  const above = aboveOf(best)
  const why = useHindrance()(best)
  return (
    <ListBoxItem id={choice.name} className="templates-item" textValue={title(choice.name)} isDisabled={why !== null}>
      <Text slot="label" className="templates-item-name">
        {title(choice.name)}
      </Text>
      <span className="templates-item-aside">{above === null ? languages : `${t(`template.media.${above}`)} · ${languages}`}</span>
      <Text slot="description" className="templates-item-words">
        {why ?? best.body}
        {why === null && best.quality === 'low' && <span className="templates-item-low"> · {t('template.quality.low')}</span>}
      </Text>
    </ListBoxItem>
  )
}

/** What a template has beside words; null for nothing. */
function aboveOf(template: Template): 'image' | 'video' | 'document' | 'place' | 'cards' | 'products' | null {
  if (template.products !== null) return 'products'
  if (template.cards.length > 0) return 'cards'
  return template.place ? 'place' : mediaOf(template)
}

export function mediaOf({ media }: Template): 'image' | 'video' | 'document' | null {
  return media === 'image' || media === 'video' || media === 'document' ? media : null
}

/** Why a template cannot be sent; null when it can. */
export function useHindrance(): (template: Template) => string | null {
  const { t } = useTexts()
  return ({ hindrance, state }) => {
    if (hindrance === null) return null
    return hindrance === 'state' ? t(`template.state.${state}`) : t(`template.hindrance.${hindrance}`)
  }
}
