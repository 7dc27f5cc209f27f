import { beforeEach, describe, expect, test } from 'vitest'
import type { ConversationId, UserId } from '../../api/types'
import { changeDraft, closeBox, dropDraft, emptyDraft, isBegun, readDraft, returnWords, showBox } from './drafts'

const user = 'amelie' as UserId
const conversation = 'c1' as ConversationId
const reply = { user, conversation, kind: 'reply' } as const
const note = { user, conversation, kind: 'note' } as const

beforeEach(() => {
  dropDraft(reply)
  dropDraft(note)
})

test('reply and note of one conversation never mix', () => {
  changeDraft(reply, { html: '<p>Dear</p>', text: 'Dear' })
  changeDraft(note, { html: '<p>Careful</p>', text: 'Careful' })
  expect([readDraft(reply).text, readDraft(note).text]).toEqual(['Dear', 'Careful'])
  dropDraft(note)
  expect(readDraft(reply).text).toBe('Dear')
})

test('a draft outlives the page', () => {
  changeDraft(reply, { html: '<p>Dear</p>', text: 'Dear', basedOn: 4 })
  const stored: unknown = JSON.parse(localStorage.getItem('relais.draft.amelie.c1.reply') ?? '')
  expect(stored).toEqual({ ...emptyDraft, html: '<p>Dear</p>', text: 'Dear', basedOn: 4, dirty: true })
})

test('a dropped draft leaves nothing behind', () => {
  changeDraft(reply, { text: 'Dear' })
  dropDraft(reply)
  expect([readDraft(reply), localStorage.getItem('relais.draft.amelie.c1.reply')]).toEqual([emptyDraft, null])
})

describe('the key of an attempt', () => {
  beforeEach(() => {
    changeDraft(reply, { html: '<p>Dear</p>', text: 'Dear' })
    changeDraft(reply, { key: 'k1' })
  })

  test('stays while the message is the same', () => {
    changeDraft(reply, { html: '<p>Dear</p>', text: 'Dear' })
    expect(readDraft(reply).key).toBe('k1')
  })

  test.each([
    ['other words', { html: '<p>Dear Claire</p>', text: 'Dear Claire' }],
    ['another receiver', { to: [{ name: null, address: 'x@example.com' }] }],
    ['another version it builds on', { basedOn: 9 }],
  ])('goes with %s', (_, change) => {
    changeDraft(reply, change)
    expect(readDraft(reply).key).toBeNull()
  })
})

test('white space alone is nothing begun', () => {
  expect(isBegun({ ...emptyDraft, text: ' \n' })).toBe(false)
})

test('what was taken back still answers the message that it answered', () => {
  const answers = { entry: 'e1', name: 'Jo', text: 'When?' }
  const words = { html: null, text: 'Tomorrow', from: null, to: [], cc: [], bcc: [], files: [], template: null, answers }
  returnWords(reply, words, 4, 'e2')
  expect(readDraft(reply)).toMatchObject({ text: 'Tomorrow', answers, basedOn: 4 })
  returnWords(reply, { ...words, text: 'Or later', answers: null }, 5, 'e2')
  expect(readDraft(reply).answers).toEqual(answers)
})

test('a template that was taken back comes back with its file, which waits for a week again', () => {
  const file = { upload: 'u1', name: 'invoice.pdf', type: 'application/pdf', size: 3, inline: false }
  const template = { name: 'invoice', language: 'nl', values: { 'body.1': 'Ada' } }
  returnWords(reply, { html: null, text: 'Hoi Ada', from: null, to: [], cc: [], bcc: [], files: [file], template, answers: null }, 4, 'e2')
  const { template: back, files } = readDraft(reply)
  expect(back).toMatchObject({ ...template, ready: true, files: [file] })
  expect(back?.files?.[0]?.storedAt).toBeGreaterThan(Date.now() - 60_000)
  expect(files).toEqual([])
})

test('a box that was opened meanwhile stays when another is done', () => {
  showBox(note)
  showBox(reply)
  expect([closeBox(note), closeBox(reply), closeBox(reply)]).toEqual([false, true, false])
})
