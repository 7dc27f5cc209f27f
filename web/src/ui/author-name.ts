import type { Author } from '../api/types'
import type { Texts } from '../i18n/texts'

/** Who it was, in the reader's language where nobody knows the name. */
export function authorName(t: Texts['t'], author: Author): string {
  return author.kind === 'outside' ? t('author.outside') : author.name
}
