import { expect, test } from 'vitest'
import en from '../i18n/en.json'
import { textsOf } from '../i18n/texts'
import { previewWords } from './call-outcome'

const { t } = textsOf('en', en)

test('a call is previewed in words, with what a machine made of it', () => {
  expect(previewWords(t, '📞')).toBe('Telephone call')
  expect(previewWords(t, '📵')).toBe('Missed call')
  expect(previewWords(t, '📼 Call me back')).toBe('Voicemail: Call me back')
  expect(previewWords(t, 'Hello 📞')).toBe('Hello 📞')
})
