import { expect, test } from 'vitest'
import type { FileLimits } from '../../api/types'
import en from '../../i18n/en.json'
import { textsOf } from '../../i18n/texts'
import { fileObjection, limitsInWords } from './file-limits'

const texts = textsOf('en', en)
const megabyte = 1024 * 1024
const limits: FileLimits = {
  most: 2,
  together: 6 * megabyte,
  sorts: [
    { kind: 'image', types: ['image/jpeg', 'image/png'], bytes: 5 * megabyte },
    { kind: 'audio', types: ['audio/mpeg'], bytes: megabyte },
  ],
}
const file = (type: string, size: number) => ({ name: 'a', type, size })

test('a file that the channel takes is not objected to', () => {
  expect(fileObjection(texts, limits, [], file('image/png', 5 * megabyte))).toBeNull()
  expect(fileObjection(texts, limits, [], file('IMAGE/PNG; x=1', 1))).toBeNull()
})

test('kind, size, sum and number are objected to, each in words', () => {
  expect(fileObjection(texts, limits, [], file('application/pdf', 1))).toBe(
    'This channel does not take this kind of file. It takes pictures or audio.',
  )
  expect(fileObjection(texts, limits, [], file('audio/mpeg', megabyte + 1))).toMatch(/^Too large for this channel/)
  expect(fileObjection(texts, limits, [file('image/png', 4 * megabyte)], file('image/png', 3 * megabyte))).toMatch(
    /^Too large together/,
  )
  expect(fileObjection(texts, limits, [file('image/png', 1), file('image/png', 1)], file('image/png', 1))).toBe(
    'At most 2 files go with a reply here.',
  )
})

test('what has no type goes where anything goes', () => {
  const anything = { ...limits, sorts: [{ kind: 'document', types: [], bytes: megabyte }] }
  expect(fileObjection(texts, anything, [], file('', 1))).toBeNull()
})

test('the limits are one sentence, each kind once', () => {
  expect(limitsInWords(texts, limits)).toBe(
    'Up to 2 files: pictures up to 5 MB, audio up to 1 MB. Together up to 6 MB.',
  )
})
