import type { MessageFile } from '../../api/types'

export type MailLook = {
  /** `paper`: as the sender designed it, on white. `theme`: in the app's own colours. */
  readonly theme: 'light' | 'dark'
  readonly showImages: boolean
  /** What opens the quoted history and the signature; null leaves both open. */
  readonly folds: { readonly quoted: string; readonly signature: string } | null
}

export type PreparedMail = {
  readonly page: string
  readonly hasRemoteImages: boolean
  readonly paper: boolean
}

const removed =
  'script, iframe, frame, frameset, object, embed, applet, link, meta, base, title, audio, video, source, svg, math, input, button, select, textarea, template, noscript'
const safeLink = /^(https?:|mailto:|tel:|#)/i
const remote = /^(https?:)?\/\//i
const safeInlineImage = /^data:image\/(png|jpe?g|gif|webp|bmp);/i

/**
 * Makes a page for a sandboxed frame out of a customer's HTML. The server has cleaned it already;
 * this does not rely on it, and the page's own policy allows no script in any case.
 */
export function prepareMail(html: string, files: readonly MessageFile[], look: MailLook): PreparedMail {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const element of page.querySelectorAll(removed)) element.remove()
  for (const form of page.querySelectorAll('form')) form.replaceWith(...form.childNodes)
  let hasRemoteImages = false
  const block = () => {
    hasRemoteImages = true
    return !look.showImages
  }
  for (const element of page.querySelectorAll('*')) {
    for (const attribute of [...element.attributes]) {
      const name = attribute.name.toLowerCase()
      if (name.startsWith('on') || name === 'srcset' || name === 'ping') element.removeAttribute(attribute.name)
      if (name === 'background' && block()) element.removeAttribute(attribute.name)
      if (name === 'style' && /url\s*\(/i.test(attribute.value) && block()) {
        element.setAttribute('style', withoutAddresses(attribute.value))
      }
    }
  }
  for (const style of page.querySelectorAll('style')) {
    if (/url\s*\(|@import/i.test(style.textContent) && block()) {
      style.textContent = withoutAddresses(style.textContent)
    }
  }
  for (const image of page.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? ''
    if (/^cid:/i.test(source)) {
      const address = fileAddress(source.slice(4), files)
      if (address === null) image.removeAttribute('src')
      else image.setAttribute('src', address)
    } else if (remote.test(source)) {
      if (block()) {
        image.removeAttribute('src')
        image.setAttribute('data-blocked', '')
      }
    } else if (!safeInlineImage.test(source)) {
      image.removeAttribute('src')
    }
  }
  for (const link of page.querySelectorAll('a[href], area[href]')) {
    const address = (link.getAttribute('href') ?? '').trim()
    if (!safeLink.test(address)) link.removeAttribute('href')
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noopener noreferrer nofollow')
  }
  if (look.folds !== null) {
    foldQuotation(page, look.folds.quoted)
    foldSignature(page, look.folds.signature)
  }
  const paper = bringsColours(page)
  const styles = [...page.querySelectorAll('style')].map((style) => style.outerHTML).join('')
  for (const style of page.querySelectorAll('style')) style.remove()
  return {
    page: framePage(styles + page.body.innerHTML, policy(files, look.showImages), look.theme, paper),
    hasRemoteImages,
    paper,
  }
}

function withoutAddresses(css: string): string {
  return css.replace(/@import[^;]*;?/gi, '').replace(/url\s*\([^)]*\)?/gi, 'none')
}

function fileAddress(contentId: string, files: readonly MessageFile[]): string | null {
  let wanted = contentId
  try {
    wanted = decodeURIComponent(contentId)
  } catch {
    // Not percent-encoded after all: taken as it is.
  }
  return files.find((file) => file.contentId === wanted)?.url ?? null
}

/** Where mail programs begin what they quote. */
const quotations =
  'body > blockquote[type="cite"], .gmail_quote, .gmail_quote_container, .yahoo_quoted, .protonmail_quote, .moz-cite-prefix, #divRplyFwdMsg, #mail-editor-reference-message-container, #OLK_SRC_BODY_SECTION'

/** Those that stand before the quotation, beside it: all that follows belongs to it. */
const heads = '.moz-cite-prefix, #divRplyFwdMsg'

const signatures = '.gmail_signature, .moz-signature, #Signature, #signature, .protonmail_signature_block'

/** What the sender quoted below the answer is folded away; the reader can open it. */
function foldQuotation(page: Document, label: string) {
  const quotation = page.querySelector(quotations)
  if (quotation === null) return
  const folded = quotation.matches(heads) ? withAllBehind(quotation) : [quotation]
  // A mail that is nothing but a quotation was forwarded: folding it would hide the mail.
  if (wordsOf(page.body) - folded.reduce((sum, each) => sum + wordsOf(each), 0) < 2) return
  fold(page, folded, label)
}

/** The signature is folded away, unless the mail says nothing else. */
function foldSignature(page: Document, label: string) {
  const signature = [...page.querySelectorAll(signatures)].find((each) => each.closest('details') === null)
  if (signature === undefined || wordsOf(signature) === 0) return
  const quoted = [...page.querySelectorAll('details')].reduce((sum, each) => sum + wordsOf(each), 0)
  if (wordsOf(page.body) - quoted - wordsOf(signature) < 2) return
  fold(page, [signature], label)
}

function withAllBehind(head: Element): Element[] {
  const all = [head]
  for (let next = head.nextElementSibling; next !== null; next = next.nextElementSibling) all.push(next)
  return all
}

function wordsOf(node: Node): number {
  return (node.textContent ?? '').trim().length
}

/** `details` opens by keyboard and says to a screen reader whether it is open. */
function fold(page: Document, elements: readonly Element[], label: string) {
  const details = page.createElement('details')
  const summary = page.createElement('summary')
  summary.textContent = label
  elements[0]?.before(details)
  details.append(summary, ...elements)
}

/** Whether the sender chose colours; then the mail stays on white, where they were chosen for. */
function bringsColours(page: Document): boolean {
  if (page.querySelector('[bgcolor], [background], font[color], table img') !== null) return true
  const styles = [...page.querySelectorAll('[style], style')]
  return styles.some((element) =>
    /(^|[;\s{])(background(-color)?|color)\s*:/i.test(element.getAttribute('style') ?? element.textContent),
  )
}

function policy(files: readonly MessageFile[], showImages: boolean): string {
  const origins = new Set<string>()
  for (const file of files) {
    if (file.url !== null && URL.canParse(file.url)) origins.add(new URL(file.url).origin)
  }
  const images = ['data:', 'blob:', ...origins, ...(showImages ? ['https:', 'http:'] : [])].join(' ')
  return `default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'`
}

function framePage(body: string, contentPolicy: string, theme: 'light' | 'dark', paper: boolean): string {
  const dark = theme === 'dark' && !paper
  // The frame and the page must agree on the scheme, or the browser paints a background of its own.
  const colours = `color-scheme:light;color:${dark ? '#e8ebf1' : '#1a1e26'};background:transparent`
  const link = dark ? '#9dbcff' : '#2450c7'
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentPolicy}"><style>
html{${colours}}
html,body{margin:0;padding:0;height:auto!important;min-height:0!important}
body{font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere;overflow-x:auto;overflow-y:hidden;padding:1px}
img{max-width:100%;height:auto}
img[data-blocked]{min-width:24px;min-height:24px;outline:1px dashed #868f9f;outline-offset:-1px}
a{color:${link}}
p{margin:0 0 .7em}
p:last-child{margin-bottom:0}
ul,ol{margin:0 0 .7em;padding-inline-start:1.6em}
table{max-width:100%}
pre{white-space:pre-wrap}
blockquote{margin:.5em 0 .5em .2em;padding-inline-start:.8em;border-inline-start:3px solid #868f9f66}
summary{cursor:pointer;width:max-content;margin:.5em 0;padding:2px 8px;border:1px solid #868f9f;border-radius:6px;font-size:12px}
</style></head><body>${body}</body></html>`
}
