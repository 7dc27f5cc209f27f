import { expect, test } from 'vitest'
import { arrivingAddress, arrivingId, isPicture, lacksPictures, leavingFiles, storedAddress, uploadOf } from './pictures'

const stored = { upload: 'a1', name: 'switch.png', type: 'image/png', size: 3, inline: true, storedAt: 0 }
const beside = { upload: 'b2', name: 'manual.pdf', type: 'application/pdf', size: 3, storedAt: 0 }

test('a text speaks of a picture by another address once it is stored', () => {
  expect([arrivingId(arrivingAddress(7)), arrivingId(storedAddress('a1'))]).toEqual([7, null])
  expect([uploadOf(storedAddress('a1')), uploadOf(arrivingAddress(7)), uploadOf('https://example.org/x.png')]).toEqual([
    'a1',
    null,
    null,
  ])
})

test('a text lacks what has not arrived', () => {
  expect(lacksPictures(`<p>See</p><img src="${arrivingAddress(0)}">`)).toBe(true)
  expect(lacksPictures(`<p>See arriving:0</p><img src="${storedAddress('a1')}">`)).toBe(false)
})

test('a picture that was taken out of the text stays here, a file beside it leaves', () => {
  const leaving = [
    { upload: 'a1', name: 'switch.png', type: 'image/png', inline: true },
    { upload: 'b2', name: 'manual.pdf', type: 'application/pdf', inline: false },
  ]
  expect(leavingFiles(`<img src="${storedAddress('a1')}">`, [stored, beside])).toEqual(leaving)
  expect(leavingFiles('<p>See</p>', [stored, beside])).toEqual(leaving.slice(1))
})

test('only what every mail program shows is a picture', () => {
  const named = (type: string) => isPicture(new File(['x'], 'x', { type }))
  expect(['image/png', 'image/jpeg', 'image/gif', 'image/webp'].every(named)).toBe(true)
  expect(['image/svg+xml', 'image/heic', 'application/pdf', ''].some(named)).toBe(false)
})
