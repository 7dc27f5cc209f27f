import { useEffect } from 'react'

/** Names the page in the browser's tab and for those who hear it. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Relais`
  }, [title])
}
