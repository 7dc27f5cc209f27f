import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { isProblem, Problem } from '../../api/problem'
import { queryKeys } from '../../api/query-keys'
import type { KeptDraft } from '../../api/types'
import { draftsQuery, putDraft } from './api/drafts'
import { adoptDraft, contentOf, type Draft, draftName, dropDraft, type Place, readDraft, whenDraftsChange, wordsIn } from './drafts'

/** Where a draft is safe: everywhere, here and on its way, or here only. */
export type Safety = 'saved' | 'saving' | 'here' | 'too-long'

type Kept = {
  readonly safety: Safety
  /** What another device wrote over the same draft, until somebody chooses. */
  readonly other: KeptDraft | null
}

/** How the draft of a box is kept, and what its writer may have to choose. */
export type DraftCare = Kept & { readonly choose: (ours: boolean) => void }

const nothing: Kept = { safety: 'saved', other: null }
const pauseMilliseconds = 1000
const retryMilliseconds = 15_000

/** Keeps the drafts of one browser on the server: a second after the last change, and on leaving. */
class Keeper {
  private readonly kept = new Map<string, Kept>()
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>()
  private readonly saving = new Map<string, Promise<void>>()
  private readonly listeners = new Set<() => void>()
  private client: QueryClient | null = null

  constructor() {
    whenDraftsChange((place) => this.schedule(place, pauseMilliseconds))
  }

  use(client: QueryClient) {
    this.client = client
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  read(place: Place): Kept {
    return this.kept.get(draftName(place)) ?? nothing
  }

  /** Takes in what the server has. What was changed here since is never overwritten. */
  take(place: Place, found: KeptDraft | null) {
    const draft = readDraft(place)
    const version = found?.version ?? 0
    if (version === draft.server || this.saving.has(draftName(place))) return
    if (!draft.dirty) {
      adoptDraft(place, version, found === null ? null : wordsIn(found.content))
      this.put(place, nothing)
    } else if (found === null) {
      // It was sent or thrown away elsewhere; what was written here since is new.
      adoptDraft(place, 0)
      this.schedule(place, pauseMilliseconds)
    } else if (found.content === contentOf(draft)) {
      adoptDraft(place, version, undefined, false)
      this.put(place, nothing)
    } else {
      this.put(place, { ...this.read(place), other: found })
    }
  }

  /** Settles that this browser's words stay, or that the other ones take their place. */
  choose(place: Place, ours: boolean) {
    const { other } = this.read(place)
    if (other === null) return
    this.put(place, nothing)
    if (ours) {
      adoptDraft(place, other.version)
      this.schedule(place, 0)
    } else {
      adoptDraft(place, other.version, wordsIn(other.content))
    }
  }

  /** Saves at once what is not saved yet. */
  flush(place: Place): Promise<void> {
    clearTimeout(this.timers.get(draftName(place)))
    this.timers.delete(draftName(place))
    return this.save(place)
  }

  /** Lets nothing be on its way any more, and says which draft on the server these words are. */
  async settle(place: Place): Promise<number> {
    clearTimeout(this.timers.get(draftName(place)))
    this.timers.delete(draftName(place))
    await this.saving.get(draftName(place))
    return readDraft(place).server
  }

  private schedule(place: Place, milliseconds: number) {
    const name = draftName(place)
    clearTimeout(this.timers.get(name))
    this.timers.set(
      name,
      setTimeout(() => void this.flush(place), milliseconds),
    )
  }

  private save(place: Place): Promise<void> {
    const name = draftName(place)
    const before = this.saving.get(name) ?? Promise.resolve()
    const all = before.then(() => this.saveOnce(place))
    const done = all.finally(() => {
      if (this.saving.get(name) === done) this.saving.delete(name)
    })
    this.saving.set(name, done)
    return done
  }

  private async saveOnce(place: Place) {
    const draft = readDraft(place)
    if (!draft.dirty || this.read(place).other !== null) return
    this.put(place, { safety: 'saving', other: null })
    const content = contentOf(draft)
    try {
      const kept = await putDraft(place, draft.server, content)
      adoptDraft(place, kept.version, undefined, contentOf(readDraft(place)) !== content)
      this.client?.setQueryData<readonly KeptDraft[]>(queryKeys.drafts(place.conversation), (known) => [
        ...(known ?? []).filter((each) => each.kind !== place.kind),
        kept,
      ])
      this.put(place, nothing)
    } catch (error) {
      this.put(place, { safety: isProblem(error, 413) ? 'too-long' : 'here', other: null })
      if (isProblem(error, 409)) await this.client?.invalidateQueries({ queryKey: queryKeys.drafts(place.conversation) })
      // What the server will not take it takes no better later; what did not get through, it may.
      else if (!(error instanceof Problem) || error.status >= 500) this.schedule(place, retryMilliseconds)
    }
  }

  private put(place: Place, kept: Kept) {
    this.kept.set(draftName(place), kept)
    for (const listener of this.listeners) listener()
  }
}

const keeper = new Keeper()

/** Lets nothing of this draft be on its way, and says which version the server has. */
export function settleDraft(place: Place): Promise<number> {
  return keeper.settle(place)
}

/** Forgets a draft whose words were sent. No answer that is still on its way brings it back. */
export async function forgetDraft(client: QueryClient, place: Place) {
  dropDraft(place)
  await client.cancelQueries({ queryKey: queryKeys.drafts(place.conversation) })
  client.setQueryData<readonly KeptDraft[]>(queryKeys.drafts(place.conversation), (known) =>
    known?.filter((each) => each.kind !== place.kind),
  )
}

/** Keeps the draft at this place and the server's in step, as long as it is on the screen. */
export function useKeptDraft(place: Place, draft: Draft): DraftCare {
  const { user, conversation, kind } = place
  const client = useQueryClient()
  const found = useQuery(draftsQuery(conversation)).data
  const read = useCallback(() => keeper.read({ user, conversation, kind }), [user, conversation, kind])
  const kept = useSyncExternalStore(keeper.subscribe, read)
  useEffect(() => keeper.use(client), [client])
  useEffect(() => {
    if (found !== undefined) keeper.take({ user, conversation, kind }, found.find((each) => each.kind === kind) ?? null)
  }, [found, user, conversation, kind, draft.dirty])
  useEffect(() => {
    const here = { user, conversation, kind }
    const save = () => {
      if (document.visibilityState === 'hidden') void keeper.flush(here)
    }
    const again = () => void keeper.flush(here)
    document.addEventListener('visibilitychange', save)
    window.addEventListener('online', again)
    // What was written while the server could not be reached is caught up on.
    if (readDraft(here).dirty) void keeper.flush(here)
    return () => {
      document.removeEventListener('visibilitychange', save)
      window.removeEventListener('online', again)
      void keeper.flush(here)
    }
  }, [user, conversation, kind])
  return {
    safety: draft.dirty && kept.safety === 'saved' ? 'saving' : kept.safety,
    other: kept.other,
    choose: (ours: boolean) => keeper.choose(place, ours),
  }
}
