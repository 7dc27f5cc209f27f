import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../api/client'
import { Unreachable } from '../../../api/problem'
import type { Link, Upload } from '../../../api/types'

/** A file that is stored and goes along with the next reply. */
export type AttachedFile = {
  readonly upload: string
  readonly name: string
  readonly type: string
  readonly size: number
  /** When it was stored, in milliseconds: the server lets go of it after a week. */
  readonly storedAt: number
  /** When it was chosen, in milliseconds, no two at once: files go along in this order. Absent: before all others. */
  readonly chosenAt?: number
  /** Whether it is a picture of the text, not a file beside it. */
  readonly inline?: boolean
}

/** The files with one more among them: they are chosen in some order, and stored in any. */
export function takenAlong(files: readonly AttachedFile[], file: AttachedFile): readonly AttachedFile[] {
  const after = files.findIndex(({ chosenAt = 0 }) => chosenAt > (file.chosenAt ?? 0))
  return after === -1 ? [...files, file] : files.toSpliced(after, 0, file)
}

/** How long a stored file waits for its reply. */
const keptMilliseconds = 7 * 24 * 3_600_000

/** Whether the server has let go of a file, so that no reply can take it along any more. */
export function isGone(file: AttachedFile, now: number): boolean {
  return now - file.storedAt >= keptMilliseconds
}

/** Where a stored picture is seen while its mail is being written. */
export function uploadQuery(upload: string) {
  return queryOptions({
    queryKey: ['upload', upload],
    queryFn: () => ask<Link>(`/v1/uploads/${upload}`),
    // The link is good for five minutes.
    staleTime: 4 * 60_000,
    retry: false,
  })
}

/** Stores a file. Says how far it is, from 0 to 1; the signal takes it back. */
export async function storeFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<AttachedFile> {
  const { id, url, type } = await ask<Upload>('/v1/uploads', {
    method: 'POST',
    body: { name: file.name, type: file.type, size: file.size },
    signal,
  })
  await put(file, url, type, onProgress, signal)
  return { upload: id, name: file.name, type: file.type, size: file.size, storedAt: Date.now() }
}

/** Only XMLHttpRequest says how much has left so far. */
function put(file: File, url: string, type: string, onProgress: (share: number) => void, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('Content-Type', type)
    request.upload.onprogress = (event) => onProgress(event.loaded / Math.max(1, event.total))
    request.onload = () => (request.status < 300 ? resolve() : reject(new Unreachable(request.status)))
    request.onerror = () => reject(new Unreachable(request.status))
    request.onabort = () => reject(new DOMException('Taken back', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
