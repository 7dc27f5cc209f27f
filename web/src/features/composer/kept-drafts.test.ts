import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { newIdempotencyKey } from '../../api/client'
import { keptDrafts } from './kept-drafts'

type Note = { readonly text: string; readonly key: string }
const place = 'relais.test'
let notes: ReturnType<typeof made>

beforeEach(() => {
  localStorage.clear()
  notes = made()
})

function made() {
  return keptDrafts<Note>(
    () => ({ text: '', key: newIdempotencyKey() }),
    ({ text }) => text !== '',
  )
}

test('what was taken back is written first, and what was begun meanwhile comes up again once that is sent', () => {
  const { result } = renderHook(() => notes.use(place))
  act(() => notes.change(place, () => ({ text: 'sent' })))
  const sent = result.current.draft
  act(() => notes.drop(place))
  expect(result.current.draft.text).toBe('')
  act(() => notes.change(place, () => ({ text: 'begun meanwhile' })))
  const before = result.current.edition
  act(() => notes.putBack(place, sent))
  expect(result.current.draft.text).toBe('sent')
  expect(result.current.draft.key).not.toBe(sent.key)
  expect(result.current.edition).toBeGreaterThan(before)
  act(() => notes.drop(place))
  expect(result.current.draft.text).toBe('begun meanwhile')
})

test('all of it is there after a reload, and nothing of it once all is sent', () => {
  notes.change(place, () => ({ text: 'one' }))
  notes.putBack(place, { text: 'two', key: newIdempotencyKey() })
  const reloaded = made()
  const { result } = renderHook(() => reloaded.use(place))
  expect(result.current.draft.text).toBe('two')
  act(() => reloaded.drop(place))
  expect(result.current.draft.text).toBe('one')
  act(() => reloaded.drop(place))
  expect(localStorage.getItem(place)).toBeNull()
})
