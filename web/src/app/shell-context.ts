import { createContext, use } from 'react'

type ShellActions = { readonly openNavigation: () => void }

export const ShellContext = createContext<ShellActions | null>(null)

export function useShell(): ShellActions {
  const shell = use(ShellContext)
  if (shell === null) throw new Error('Pages are shown inside the shell')
  return shell
}
