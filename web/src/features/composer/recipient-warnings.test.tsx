import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { RecipientWarning } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { RecipientWarnings } from './recipient-warnings'

const gone: RecipientWarning = {
  address: 'jo@example.org',
  kind: 'bouncing',
  since: '2026-11-20T12:00:00Z',
  reason: '5.1.1 no such user',
}

const unmarked = vi.fn()

function shown(...addresses: string[]) {
  render(
    <GivenTexts texts={textsOf('en', en)}>
      <RecipientWarnings
        warnings={[gone]}
        recipients={addresses.map((address) => ({ name: null, address }))}
        pending={false}
        onUnmark={unmarked}
      />
    </GivenTexts>,
  )
}

test('a recipient whose mail came back is warned of, with the reason', () => {
  shown('kim@example.org', 'Jo@Example.org')
  expect(screen.getByRole('status', { name: 'Warnings about recipients' })).toHaveTextContent(
    /Mail to jo@example\.org came back .*5\.1\.1 no such user/,
  )
})

test('who knows that the address is right says so', async () => {
  shown('jo@example.org')
  await userEvent.click(screen.getByRole('button', { name: 'jo@example.org is right: send again' }))
  expect(unmarked).toHaveBeenCalledWith(gone)
})

test('who is no longer a recipient is not warned of', () => {
  shown('kim@example.org')
  expect(screen.queryByRole('status')).toBeNull()
})
