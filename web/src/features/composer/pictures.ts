import { createContext, use } from 'react'
import type { AttachedFile } from './api/upload'
import type { Arriving } from './use-attachments'

/** What every mail program shows. */
const shown = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** Wider pictures are shown this wide in a mail; a phone makes them smaller still. */
export const widest = 600

export function isPicture(file: File): boolean {
  return shown.includes(file.type)
}

/** The pictures of the text that is being written, as the editor sees them. */
export type Pictures = {
  /** Takes pictures in; each answer is the address under which the text may speak of one. */
  readonly add: (files: readonly File[]) => readonly string[]
  readonly arriving: readonly Arriving[]
  readonly again: (arriving: Arriving) => void
  readonly remove: (id: number) => void
  /** What became of a picture that has arrived: the address it has from now on. */
  readonly arrived: ReadonlyMap<string, string>
  /** Shows a picture that is in this browser; null when only we have it. */
  readonly preview: (address: string) => string | null
}

const PicturesContext = createContext<Pictures | null>(null)

export const PicturesProvider = PicturesContext.Provider

/** The pictures of the text around here; null where a text takes none. */
export function useGivenPictures(): Pictures | null {
  return use(PicturesContext)
}

const onItsWay = 'arriving:'
const here = 'cid:'

/** The address of a picture that is on its way. */
export function arrivingAddress(id: number): string {
  return `${onItsWay}${id}`
}

/** The number of a picture on its way; null for one that is here. */
export function arrivingId(address: string): number | null {
  return address.startsWith(onItsWay) ? Number(address.slice(onItsWay.length)) : null
}

/** The address of a picture that is stored. */
export function storedAddress(upload: string): string {
  return `${here}${upload}`
}

/** The upload behind an address; null when it is none of ours. */
export function uploadOf(address: string): string | null {
  return address.startsWith(here) ? address.slice(here.length) : null
}

/** Whether a text speaks of a picture that is not here yet, or never will be. */
export function lacksPictures(html: string): boolean {
  return html.includes(`src="${onItsWay}`)
}

/**
 * The files that leave with a text, as the API takes them: all but the pictures that were taken out of
 * it again.
 */
export function leavingFiles(html: string, files: readonly AttachedFile[]) {
  return files
    .filter((file) => file.inline !== true || html.includes(`src="${storedAddress(file.upload)}"`))
    .map(({ upload, name, type, inline = false }) => ({ upload, name, type, inline }))
}
