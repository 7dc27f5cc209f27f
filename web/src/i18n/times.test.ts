import { expect, test } from 'vitest'
import { languages } from '../preferences/preferences'
import { relativeTime } from './times'

test('what is past is said so, not counted below zero', () => {
  const now = Date.parse('2026-11-28T12:00:00Z')
  for (const language of languages) {
    // The exact words are the browser's.
    expect(relativeTime(language, now - 3 * 60_000, now)).toMatch(/ago$|^il y a 3|fa$|geleden$/)
  }
})
