import type { Rule } from '../../../api/types'

/** Which version our own saving made of another: `rule@3` became 4. */
const made = new Map<string, number>()

/** Remembers what a save of ours made. */
export function saved(before: Pick<Rule, 'id' | 'version'>, after: Pick<Rule, 'version'>) {
  made.set(`${before.id}@${before.version}`, after.version)
}

/**
 * The version to expect: the one the person saw, moved on by our own saves since. What somebody else changed in between
 * is still refused.
 */
export function expected({ id, version }: Pick<Rule, 'id' | 'version'>): number {
  let latest = version
  for (let next = made.get(`${id}@${latest}`); next !== undefined; next = made.get(`${id}@${latest}`)) latest = next
  return latest
}
