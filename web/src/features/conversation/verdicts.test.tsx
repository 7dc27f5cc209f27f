import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { MessageFile, Verdicts } from '../../api/types'
import en from '../../i18n/en.json'
import { GivenTexts, textsOf } from '../../i18n/texts'
import { MessageFiles } from './message-files'
import { VerdictList, warningOf } from './verdict-list'

const texts = textsOf('en', en)
const fine: Verdicts = { spf: 'pass', dkim: 'pass', dmarc: 'pass', dmarcPolicy: null, spam: 'pass', virus: 'pass' }
const file: MessageFile = {
  index: 3,
  name: 'invoice.zip',
  type: 'application/zip',
  size: 12,
  inline: false,
  contentId: null,
  state: 'stored',
  trouble: null,
  retryable: false,
  url: null,
}

test('the checks are shown in words, with what the domain asks for', () => {
  render(
    <GivenTexts texts={texts}>
      <VerdictList verdicts={{ ...fine, dmarc: 'fail', dmarcPolicy: 'reject', spam: 'gray' }} />
    </GivenTexts>,
  )
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Sending server allowed (SPF)',
    'Signature holds (DKIM)',
    'Sender not confirmed (DMARC) (its domain asks for: reject)',
    'Perhaps spam',
    'No virus',
  ])
})

test('the worst finding is the one a person is warned of', () => {
  expect(warningOf(null)).toBeNull()
  expect(warningOf(fine)).toBeNull()
  expect(warningOf({ ...fine, dmarc: 'fail' })).toBe('dmarc')
  expect(warningOf({ ...fine, dmarc: 'fail', spam: 'fail' })).toBe('spam')
  expect(warningOf({ ...fine, spam: 'fail', virus: 'fail' })).toBe('virus')
})

test('a file of an infected mail is fetched only after a warning', async () => {
  const fetchInfected = vi.fn(() => Promise.resolve({ url: 'http://files.test/x' }))
  const open = vi.spyOn(window, 'open').mockReturnValue(null)
  render(
    <GivenTexts texts={texts}>
      <MessageFiles files={[file]} fetchInfected={fetchInfected} />
    </GivenTexts>,
  )
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
  const button = screen.getByRole('button', { name: /invoice.zip.*a virus was found/ })
  await userEvent.click(button)
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(fetchInfected).not.toHaveBeenCalled()
  await userEvent.click(button)
  await userEvent.click(await screen.findByRole('button', { name: 'Download anyway' }))
  expect(fetchInfected).toHaveBeenCalledWith(3)
  await vi.waitFor(() => expect(open).toHaveBeenCalledWith('http://files.test/x', '_blank', 'noopener'))
})
