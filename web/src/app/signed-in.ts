import { createContext, use } from 'react'

type SignedIn = { readonly signOut: () => void }

export const SignedInContext = createContext<SignedIn | null>(null)

export function useSignedIn(): SignedIn {
  const signedIn = use(SignedInContext)
  if (signedIn === null) throw new Error('Only for what is shown to somebody who is signed in')
  return signedIn
}
