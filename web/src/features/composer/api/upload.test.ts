import { expect, test } from 'vitest'
import { type AttachedFile, takenAlong } from './upload'

const file = (name: string, chosenAt?: number): AttachedFile => ({
  ...{ upload: name, name, type: 'image/png', size: 1, storedAt: 9 },
  ...(chosenAt !== undefined && { chosenAt }),
})

test('files go along as they were chosen, whichever is stored first', () => {
  const chosen = [file('first', 1), file('second', 2), file('third', 3)]
  const [first, second, third] = chosen as [AttachedFile, AttachedFile, AttachedFile]
  for (const stored of [chosen, [third, second, first], [second, third, first], [third, first, second]]) {
    expect(stored.reduce<readonly AttachedFile[]>(takenAlong, [])).toEqual(chosen)
  }
})

test('what was there before stays before', () => {
  expect(takenAlong([file('returned')], file('chosen', 5)).map(({ name }) => name)).toEqual(['returned', 'chosen'])
})
