import { useQuery } from '@tanstack/react-query'
import type { InboxId, Standing } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { fullTime } from '../../i18n/times'
import { Icon } from '../../ui/icon'
import { FailureState, Skeleton } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { useAccountTexts } from './account-texts'
import { standingQuery } from './api/standing'

/** What the provider thinks of a number: its rating, its limit, and what it told about the account. */
export function StandingSection({ id }: { readonly id: InboxId }) {
  const { language } = useTexts()
  const words = useAccountTexts()
  const query = useQuery(standingQuery(id))
  const standing = query.data
  return (
    <section className="inbox-section" aria-labelledby="standing-title">
      <h2 id="standing-title">{words('standing')}</h2>
      {query.isPending && <Skeleton inline="100%" block="4rem" />}
      {query.isError && standing === undefined && <FailureState error={query.error} onRetry={() => void query.refetch()} />}
      {standing?.asOf === null && <p className="field-hint">{words('standingUnknown')}</p>}
      {standing?.asOf != null && (
        <>
          <dl className="inbox-facts">
            {standing.quality !== null && (
              <div className={standing.quality === 'low' ? 'inbox-unwell' : ''}>
                <dt>{words('quality')}</dt>
                <dd>{words.of('quality', standing.quality)}</dd>
              </div>
            )}
            {standing.limit !== null && (
              <div>
                <dt>{words('limit')}</dt>
                <dd>{limit(standing.limit, language, words('limit.unlimited'))}</dd>
              </div>
            )}
            <Fact kind="status" word={standing.status} />
            <Fact kind="review" word={standing.review} />
          </dl>
          <p className="field-hint">{words('asOf', { when: fullTime(language, Date.parse(standing.asOf)) })}</p>
        </>
      )}
      {standing !== undefined && standing.news.length > 0 && <News news={standing.news} />}
    </section>
  )
}

type FactProps = {
  readonly kind: 'status' | 'review'
  /** The provider's own. */
  readonly word: string | null
}

function Fact({ kind, word }: FactProps) {
  const words = useAccountTexts()
  if (word === null) return null
  return (
    <div>
      <dt>{words(kind)}</dt>
      <dd>{words.of(kind, word.toLowerCase()).replaceAll('_', ' ')}</dd>
    </div>
  )
}

function News({ news }: { readonly news: Standing['news'] }) {
  const words = useAccountTexts()
  return (
    <>
      <h3 className="field-label">{words('news')}</h3>
      <ul className="standing-news">
        {news.map((each) => (
          <li key={`${each.at} ${each.field} ${each.event}`}>
            <Icon name="alert-triangle" size={14} />
            <span>
              {words.of('news', each.field)}
              {each.event !== '' && `: ${readable(each.event)}`}
              {each.words !== '' && ` (${each.words})`} · <RelativeTime at={each.at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The provider's own word, legible. */
function readable(word: string): string {
  return word.replaceAll('_', ' ').toLowerCase()
}

/** TIER_1K is a thousand; a number is itself. */
export function limit(word: string, language: string, unlimited: string): string {
  const tier = /^(?:TIER_)?(\d+)(K?)$/.exec(word)
  if (tier !== null) return new Intl.NumberFormat(language).format(Number(tier[1]) * (tier[2] === 'K' ? 1000 : 1))
  return /UNLIMITED$|^-1$/.test(word) ? unlimited : readable(word)
}
