import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sessionQuery } from '../src/api/session.ts'
import en from '../src/i18n/en.json'
import { GivenTexts, textsOf } from '../src/i18n/texts.tsx'
import { Toasts } from '../src/ui/toast.tsx'

const texts = textsOf('en', en)

/** What a page has around it in the app: texts, answers of the server, the session, a router. */
export function inApp(page: ReactNode) {
  const root = createRootRoute()
  const component = () => <WithSession>{page}</WithSession>
  const routeTree = root.addChildren([createRoute({ getParentRoute: () => root, path: '/', component })])
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/'] }) })
  return (
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <GivenTexts texts={texts}>
        <RouterProvider router={router as never} />
        <Toasts />
      </GivenTexts>
    </QueryClientProvider>
  )
}

function WithSession({ children }: { readonly children: ReactNode }) {
  return useQuery(sessionQuery()).data === undefined ? null : children
}
