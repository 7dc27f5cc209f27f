import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { newIdempotencyKey } from '../../api/client'
import { conversationId, type KeptDraft, type UserId } from '../../api/types'
import { keptDrafts } from './kept-drafts'

type Note = { readonly text: string; readonly id: string; readonly key: string }
const shelf = { user: 'amelie' as UserId, conversation: conversationId('one') }
const stored = 'relais.aside.amelie.one'
let notes: ReturnType<typeof made>

beforeEach(() => {
  localStorage.clear()
  notes = made()
})

function made() {
  return keptDrafts<Note>(
    'aside',
    () => ({ text: '', id: crypto.randomUUID(), key: newIdempotencyKey() }),
    ({ text }) => text !== '',
  )
}

const write = (text: string, of = notes) => of.change(shelf, 'a', () => ({ text }))
const kept = (version: number, content: string): KeptDraft => ({ kind: 'aside', version, at: '2026-11-20T12:00:00Z', content })
/** A device and the server agree. */
function save(of: typeof notes, version: number): KeptDraft {
  const writing = of.writing(shelf)
  const content = writing.content()
  writing.saved(version, content)
  return kept(version, content)
}

test('what was taken back is written first, and what was begun meanwhile comes up again once that is sent', () => {
  const { result } = renderHook(() => notes.use(shelf, 'a'))
  act(() => write('sent'))
  const sent = result.current.draft
  act(() => notes.drop(shelf, 'a'))
  expect(result.current.draft.text).toBe('')
  act(() => write('begun meanwhile'))
  const before = result.current.edition
  act(() => notes.putBack(shelf, 'a', sent))
  expect(result.current.draft.text).toBe('sent')
  expect(result.current.draft.key).not.toBe(sent.key)
  expect(result.current.edition).toBeGreaterThan(before)
  expect(result.current.below).toBe(1)
  act(() => notes.turn(shelf, 'a'))
  expect(result.current.draft.text).toBe('begun meanwhile')
  act(() => notes.turn(shelf, 'a'))
  act(() => notes.drop(shelf, 'a'))
  expect(result.current.draft.text).toBe('begun meanwhile')
})

test('all of it is there after a reload, and nothing of it once all is sent', () => {
  write('one')
  notes.putBack(shelf, 'a', { text: 'two', id: 'two', key: newIdempotencyKey() })
  const reloaded = made()
  const { result } = renderHook(() => reloaded.use(shelf, 'a'))
  expect(result.current.draft.text).toBe('two')
  act(() => reloaded.drop(shelf, 'a'))
  expect(result.current.draft.text).toBe('one')
  act(() => reloaded.drop(shelf, 'a'))
  expect(localStorage.getItem(stored)).toBeNull()
})

test('what another device began is there, and what it sent is gone', () => {
  const device = made()
  const { result } = renderHook(() => device.use(shelf, 'a'))
  write('on the train')
  act(() => void device.writing(shelf).take(save(notes, 5)))
  expect(result.current.draft.text).toBe('on the train')
  expect([device.writing(shelf).dirty(), device.writing(shelf).server()]).toEqual([false, 5])
  act(() => void device.writing(shelf).take(kept(6, '')))
  expect(result.current.draft.text).toBe('')
})

test('what both wrote at once is kept twice, and told to the other', () => {
  const device = made()
  write('begun')
  device.writing(shelf).take(save(notes, 1))
  write('changed here')
  device.change(shelf, 'a', () => ({ text: 'changed there' }))
  notes.writing(shelf).take(save(device, 2))
  const { result } = renderHook(() => notes.use(shelf, 'a'))
  expect([result.current.draft.text, result.current.below]).toEqual(['changed here', 1])
  expect(notes.writing(shelf).dirty()).toBe(true)
  device.writing(shelf).take(save(notes, 3))
  expect(device.writing(shelf).dirty()).toBe(false)
  expect(notes.writing(shelf).dirty()).toBe(false)
})

test('what is written while it is being saved is not lost', () => {
  write('first')
  const writing = notes.writing(shelf)
  const content = writing.content()
  write('first and second')
  writing.saved(1, content)
  expect(writing.dirty()).toBe(true)
  expect(writing.content()).toContain('first and second')
})

test('a window that another one of this browser wrote past shows that, in its editor too', () => {
  const other = made()
  const { result } = renderHook(() => notes.use(shelf, 'a'))
  act(() => write('here'))
  const { edition } = result.current
  other.change(shelf, 'a', () => ({ text: 'in the other window' }))
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: stored })))
  expect(result.current.draft.text).toBe('in the other window')
  expect(result.current.edition).toBeGreaterThan(edition)
})
