import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { isProblem, Problem } from '../../api/problem'
import { queryKeys } from '../../api/query-keys'
import type { ConversationId, KeptDraft } from '../../api/types'
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

/** Something that this browser and the server both keep. */
export type Writing = {
  readonly name: string
  /** Null outside of any. */
  readonly conversation: ConversationId | null
  readonly kind: KeptDraft['kind']
  /** The version of the server's words that those here were made on; 0: it has none. */
  readonly server: () => number
  /** Whether there is more here than on the server. */
  readonly dirty: () => boolean
  /** What is here, as the server is to keep it; empty for nothing. */
  readonly content: () => string
  /** Takes in what the server has, and never writes over what was changed here since. Tells what somebody has to choose; null: nothing. */
  readonly take: (found: KeptDraft | null) => KeptDraft | null
  /** The server has this content now. What was changed here meanwhile stays. */
  readonly saved: (version: number, content: string) => void
}

/** The draft of a box. Two texts for one are their writer's to choose from. */
function boxed(place: Place): Writing {
  return {
    name: draftName(place),
    conversation: place.conversation,
    kind: place.kind,
    server: () => readDraft(place).server,
    dirty: () => readDraft(place).dirty,
    content: () => contentOf(readDraft(place)),
    take: (found) => {
      const draft = readDraft(place)
      const version = found?.version ?? 0
      // The same. So are two that are not begun: receivers that were chosen before the first word stay.
      if ((found?.content ?? '') === contentOf(draft)) adoptDraft(place, version, undefined, false)
      else if (!draft.dirty) adoptDraft(place, version, found === null ? null : wordsIn(found.content))
      // It was sent or thrown away elsewhere; what was written here since is new.
      else if (found === null) adoptDraft(place, 0)
      else return found
      return null
    },
    saved: (version, content) => adoptDraft(place, version, undefined, contentOf(readDraft(place)) !== content),
  }
}

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
    whenDraftsChange((place) => this.changed(boxed(place)))
  }

  /** A person changed it. */
  changed(writing: Writing) {
    this.schedule(writing, pauseMilliseconds)
  }

  use(client: QueryClient) {
    this.client = client
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  read(name: string): Kept {
    return this.kept.get(name) ?? nothing
  }

  /** Takes in what the server has. What was changed here since is never overwritten. */
  take(writing: Writing, found: KeptDraft | null) {
    if ((found?.version ?? 0) === writing.server() || this.saving.has(writing.name)) return
    const other = writing.take(found)
    this.put(writing, other === null ? nothing : { ...this.read(writing.name), other })
    if (other === null && writing.dirty()) this.changed(writing)
  }

  /** Settles that this browser's words stay, or that the other ones take their place. */
  choose(place: Place, ours: boolean) {
    const writing = boxed(place)
    const { other } = this.read(writing.name)
    if (other === null) return
    this.put(writing, nothing)
    if (ours) {
      adoptDraft(place, other.version)
      this.schedule(writing, 0)
    } else {
      adoptDraft(place, other.version, wordsIn(other.content))
    }
  }

  /** Saves at once what is not saved yet. */
  flush(writing: Writing): Promise<void> {
    clearTimeout(this.timers.get(writing.name))
    this.timers.delete(writing.name)
    return this.save(writing)
  }

  /** Lets nothing be on its way any more, and says which draft on the server these words are. */
  async settle(place: Place): Promise<number> {
    clearTimeout(this.timers.get(draftName(place)))
    this.timers.delete(draftName(place))
    await this.saving.get(draftName(place))
    return readDraft(place).server
  }

  private schedule(writing: Writing, milliseconds: number) {
    clearTimeout(this.timers.get(writing.name))
    this.timers.set(
      writing.name,
      setTimeout(() => void this.flush(writing), milliseconds),
    )
  }

  private save(writing: Writing): Promise<void> {
    const { name } = writing
    const before = this.saving.get(name) ?? Promise.resolve()
    const all = before.then(() => this.saveOnce(writing))
    const done = all.finally(() => {
      if (this.saving.get(name) === done) this.saving.delete(name)
    })
    this.saving.set(name, done)
    return done
  }

  private async saveOnce(writing: Writing) {
    if (!writing.dirty() || this.read(writing.name).other !== null) return
    this.put(writing, { safety: 'saving', other: null })
    const content = writing.content()
    const queryKey = queryKeys.drafts(writing.conversation)
    try {
      const kept = await putDraft(writing, writing.server(), content)
      // What was asked before this was stored does not know it, and would take the words away.
      const reading = this.client !== null && this.client.isFetching({ queryKey }) > 0
      await this.client?.cancelQueries({ queryKey })
      writing.saved(kept.version, content)
      this.client?.setQueryData<readonly KeptDraft[]>(queryKey, (known) => [...(known ?? []).filter((each) => each.kind !== writing.kind), kept])
      if (reading) void this.client?.invalidateQueries({ queryKey })
      this.put(writing, nothing)
    } catch (error) {
      this.put(writing, { safety: isProblem(error, 413) ? 'too-long' : 'here', other: null })
      if (isProblem(error, 409)) await this.client?.invalidateQueries({ queryKey })
      // What the server will not take it takes no better later; what did not get through, it may.
      else if (!(error instanceof Problem) || error.status >= 500) this.schedule(writing, retryMilliseconds)
    }
  }

  private put({ name }: Writing, kept: Kept) {
    this.kept.set(name, kept)
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
export function useKeptDraft({ user, conversation, kind }: Place, draft: Draft): DraftCare {
  const writing = useMemo(() => boxed({ user, conversation, kind }), [user, conversation, kind])
  const kept = useKept(writing, draft.dirty)
  return { ...kept, choose: (ours: boolean) => keeper.choose({ user, conversation, kind }, ours) }
}

/** Saves what a person changes a moment later. */
export function keepChanges<Shelf>(store: { whenChanged: (listener: (shelf: Shelf) => void) => void; writing: (shelf: Shelf) => Writing }) {
  store.whenChanged((shelf) => keeper.changed(store.writing(shelf)))
}

/**
 * Keeps what is written and the server's in step, as long as it is on the screen.
 *
 * @param writing the same object from render to render
 */
export function useKept(writing: Writing, dirty = writing.dirty()): Kept {
  const client = useQueryClient()
  const found = useQuery(draftsQuery(writing.conversation)).data
  const kept = useSyncExternalStore(
    keeper.subscribe,
    useCallback(() => keeper.read(writing.name), [writing]),
  )
  useEffect(() => keeper.use(client), [client])
  useEffect(() => {
    if (found !== undefined) keeper.take(writing, found.find((each) => each.kind === writing.kind) ?? null)
  }, [found, writing, dirty])
  useEffect(() => {
    const save = () => {
      if (document.visibilityState === 'hidden') void keeper.flush(writing)
    }
    const again = () => void keeper.flush(writing)
    document.addEventListener('visibilitychange', save)
    window.addEventListener('online', again)
    // What was written while the server could not be reached is caught up on.
    if (writing.dirty()) void keeper.flush(writing)
    return () => {
      document.removeEventListener('visibilitychange', save)
      window.removeEventListener('online', again)
      void keeper.flush(writing)
    }
  }, [writing])
  return { safety: dirty && kept.safety === 'saved' ? 'saving' : kept.safety, other: kept.other }
}
