import { describe, expect, test } from 'vitest'
import type { MessageFile } from '../../api/types'
import { prepareMail } from './mail-html'

const look = { theme: 'light', showImages: false, folds: { quoted: 'Quoted text', signature: 'Signature' } } as const

function file(contentId: string, url: string): MessageFile {
  return { index: 0, name: 'logo.png', type: 'image/png', size: 1, inline: true, contentId, state: 'stored', trouble: null, retryable: false, url }
}

function bodyOf(html: string, files: readonly MessageFile[] = [], showImages = false) {
  const mail = prepareMail(html, files, { ...look, showImages })
  return { ...mail, body: new DOMParser().parseFromString(mail.page, 'text/html').body }
}

describe('what could run is gone', () => {
  test.each([
    ['a script', '<p>Hi</p><script>alert(1)</script>'],
    ['an event handler', '<p onclick="alert(1)">Hi</p>'],
    ['an image that fails on purpose', '<p>Hi</p><img src=x onerror=alert(1)>'],
    ['a link that is a program', '<a href="javascript:alert(1)">Hi</a>'],
    ['a drawing with a program', '<p>Hi</p><svg onload="alert(1)"></svg>'],
    ['a frame', '<p>Hi</p><iframe src="https://evil.example"></iframe>'],
    ['a redirect', '<meta http-equiv="refresh" content="0;url=https://evil.example"><p>Hi</p>'],
  ])('%s', (_, html) => {
    const { body } = bodyOf(html)
    expect(body.innerHTML).not.toMatch(/alert|evil|<script|<iframe|<svg|onerror|javascript:/i)
    expect(body.textContent).toContain('Hi')
  })

  test('a form keeps its words and loses its fields', () => {
    expect(bodyOf('<form action="https://evil.example"><p>Hi</p><input name="x"></form>').body.innerHTML).toBe('<p>Hi</p>')
  })
})

describe('pictures from elsewhere', () => {
  const html = '<p>Hi</p><img src="https://tracker.example/1.gif" alt="Logo">'

  test('are not loaded until asked for', () => {
    const mail = bodyOf(html)
    expect(mail.hasRemoteImages).toBe(true)
    expect(mail.page).not.toContain('tracker.example')
    expect(mail.page).toContain("img-src data: blob:;")
  })

  test('are loaded when asked for', () => {
    expect(bodyOf(html, [], true).body.querySelector('img')?.getAttribute('src')).toBe('https://tracker.example/1.gif')
  })

  test.each([
    '<table background="https://tracker.example/1.gif"><tr><td>Hi</td></tr></table>',
    '<p style="background:url(https://tracker.example/1.gif)">Hi</p>',
    '<style>p{background:url("https://tracker.example/1.gif")}</style><p>Hi</p>',
    '<style>@import "https://tracker.example/1.css";</style><p>Hi</p>',
    '<img srcset="https://tracker.example/1.gif 2x">',
    '<img src="//tracker.example/1.gif">',
  ])('do not hide in %s', (hidden) => {
    expect(bodyOf(hidden).page).not.toContain('tracker.example')
  })
})

test('a picture that came with the mail is shown from our own storage', () => {
  const mail = bodyOf('<img src="cid:logo%40shop">', [file('logo@shop', 'https://files.example/x?sign=1')])
  expect(mail.body.querySelector('img')?.getAttribute('src')).toBe('https://files.example/x?sign=1')
  expect(mail.page).toContain('img-src data: blob: https://files.example;')
})

test('a link opens outside and tells nobody where it came from', () => {
  const link = bodyOf('<a href="https://shop.example">Shop</a>').body.querySelector('a')
  expect([link?.target, link?.rel]).toEqual(['_blank', 'noopener noreferrer nofollow'])
})

describe('the quotation below an answer', () => {
  test('is folded away', () => {
    const { body } = bodyOf('<p>Thanks!</p><div class="gmail_quote">On Monday you wrote</div>')
    expect(body.querySelector('details summary')?.textContent).toBe('Quoted text')
    expect(body.querySelector('details')?.textContent).toContain('On Monday you wrote')
  })

  test('is folded with all that Outlook puts behind its head', () => {
    const { body } = bodyOf('<p>Thanks!</p><div id="divRplyFwdMsg">From: Jo</div><div>Where is it?</div><p>Jo</p>')
    expect(body.querySelector('details')?.textContent).toBe('Quoted textFrom: JoWhere is it?Jo')
    expect(body.firstElementChild?.textContent).toBe('Thanks!')
  })

  test('and the signature are folded apart', () => {
    const { body } = bodyOf(
      '<p>Thanks!</p><div class="gmail_signature">Jo, Lamps Ltd</div><div class="gmail_quote">On Monday you wrote</div>',
    )
    expect([...body.querySelectorAll('summary')].map((each) => each.textContent)).toEqual(['Signature', 'Quoted text'])
  })

  test('stays open, as the signature does, where a mail was passed on', () => {
    const html = '<p>See below</p><div class="gmail_signature">Jo</div><div class="gmail_quote">From: Omar</div>'
    const page = prepareMail(html, [], { ...look, folds: null }).page
    expect(new DOMParser().parseFromString(page, 'text/html').body.querySelector('details')).toBeNull()
  })

  test('stays open when it is all there is', () => {
    expect(bodyOf('<div class="gmail_quote">On Monday you wrote</div>').body.querySelector('details')).toBeNull()
  })
})

test('a mail that brings colours stays on white, one that does not takes ours', () => {
  expect(bodyOf('<p style="color:#123">Hi</p>').paper).toBe(true)
  expect(bodyOf('<p style="margin:0">Hi</p>').paper).toBe(false)
})
