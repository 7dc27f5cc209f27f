import { useEffect, useRef, useState } from 'react'
import { Problem } from '../../api/problem'
import { useTexts } from '../../i18n/texts'
import { announce } from '../../ui/announce'
import { useFailureText } from '../../ui/states'
import { type AttachedFile, storeFile } from './api/upload'

/** A file on its way to us, or one that did not get here. */
export type Arriving = {
  /** When it was chosen, in milliseconds; no two are equal. */
  readonly id: number
  readonly file: File
  /** From 0 to 1. */
  readonly share: number
  /** Why it did not get here; null while it is on its way. */
  readonly failure: string | null
  /** Whether the same file may get here at another try; one that is refused never does. */
  readonly again: boolean
}

/** Says why a file cannot go along with those before it; null when it can. */
type Objection = (file: File, arriving: readonly File[]) => string | null

/** Takes files in and says which are still on their way. */
export function useAttachments(onStored: (file: AttachedFile, id: number) => void, objection: Objection = () => null) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const [arriving, setArriving] = useState<readonly Arriving[]>([])
  const aborts = useRef(new Map<number, AbortController>())
  const lastId = useRef(0)
  const stored = useRef(onStored)
  useEffect(() => {
    stored.current = onStored
  })
  useEffect(() => {
    const running = aborts.current
    return () => {
      for (const abort of running.values()) abort.abort()
    }
  }, [])

  const change = (id: number, part: Partial<Arriving>) =>
    setArriving((all) => all.map((each) => (each.id === id ? { ...each, ...part } : each)))
  const remove = (id: number) => {
    aborts.current.get(id)?.abort()
    aborts.current.delete(id)
    setArriving((all) => all.filter((each) => each.id !== id))
  }
  const begin = (id: number, file: File) => {
    const abort = new AbortController()
    aborts.current.set(id, abort)
    storeFile(file, (share) => change(id, { share }), abort.signal).then(
      (done) => {
        remove(id)
        stored.current({ ...done, chosenAt: id }, id)
        announce(t('attach.stored', { name: file.name }))
      },
      (error: unknown) => {
        if (!abort.signal.aborted) {
          change(id, { failure: failureText(error), again: !(error instanceof Problem) || error.status >= 500 })
        }
      },
    )
  }
  return {
    arriving,
    /** Begins to store files; the answer is the number of each. */
    add: (files: Iterable<File>) => {
      const before = arriving.flatMap((each) => (each.failure === null ? [each.file] : []))
      return [...files].map((file) => {
        const id = (lastId.current = Math.max(Date.now(), lastId.current + 1))
        const failure = objection(file, before)
        setArriving((all) => [...all, { id, file, share: 0, failure, again: false }])
        if (failure === null) {
          before.push(file)
          begin(id, file)
        }
        return id
      })
    },
    again: ({ id, file }: Arriving) => {
      change(id, { share: 0, failure: null })
      begin(id, file)
    },
    remove,
  }
}
