import { createContext, useContext } from 'react'

/** The addresses of pictures of people, by whose they are. */
export const Photos = createContext<ReadonlyMap<string, string>>(new Map())

/** Where a picture of this person is seen; null for none. */
export function usePhoto(of: string): string | null {
  return useContext(Photos).get(of) ?? null
}
