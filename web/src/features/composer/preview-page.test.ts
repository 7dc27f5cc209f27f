import { expect, test } from 'vitest'
import { previewPage } from './preview-page'

test('a preview shows the pictures of this browser and the descriptions of all others', () => {
  const html = '<p>See<img src="cid:here" alt="One"><img src="https://example.org/x.png" alt="Two"></p>'
  const page = previewPage(html, (address) => (address === 'cid:here' ? 'blob:1' : null))
  expect(page).toContain('<p>See<img src="blob:1" alt="One">Two</p>')
})
