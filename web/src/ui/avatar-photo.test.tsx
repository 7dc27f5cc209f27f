import { fireEvent, render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Avatar } from './avatar'
import { Photos } from './photos'

test('a person is their picture, and their initials where it cannot be had', () => {
  const { container } = render(
    <Photos value={new Map([['marco', '/photos/one']])}>
      <Avatar name="Marco Bianchi" of="marco" />
      <Avatar name="Tom Baker" of="tom" />
    </Photos>,
  )
  const picture = container.querySelector('img')
  expect(picture).toHaveAttribute('src', '/photos/one')
  expect(container.querySelectorAll('img')).toHaveLength(1)
  expect(container).toHaveTextContent('TB')
  if (picture !== null) fireEvent.error(picture)
  expect(container.querySelector('img')).toBeNull()
  expect(container).toHaveTextContent('MB')
})
