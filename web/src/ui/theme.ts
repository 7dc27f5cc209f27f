import { useEffect, useSyncExternalStore } from 'react'
import { usePreferences } from '../preferences/preferences'

const darkWanted = () => window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void) {
  const query = darkWanted()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** The theme on the screen: the person's choice, or what the system wants. */
export function useShownTheme(): 'light' | 'dark' {
  const { theme } = usePreferences()
  const systemIsDark = useSyncExternalStore(subscribe, () => darkWanted().matches)
  if (theme === 'system') return systemIsDark ? 'dark' : 'light'
  return theme
}

/** Puts the theme on the page. */
export function useThemeOnPage() {
  const theme = useShownTheme()
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
}
