/**
 * A page that shows what a mail will look like. Nothing in it runs, and of pictures only those that
 * are in this browser are seen.
 */
export function previewPage(html: string, picture: (address: string) => string | null): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const image of page.querySelectorAll('img')) {
    const source = picture(image.getAttribute('src') ?? '')
    if (source === null) image.replaceWith(image.alt)
    else image.setAttribute('src', source)
  }
  const policy = "default-src 'none'; img-src blob:; style-src 'unsafe-inline'"
  const styles = 'body{font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}blockquote{margin:0;padding-left:.8em;border-left:3px solid #bbb}'
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${styles}</style></head><body>${page.body.innerHTML}</body></html>`
}
