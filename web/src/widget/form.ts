/** Puts a contact form where the script tag stands: its own page in a frame, as tall as it needs to be. */
export function frameForm(script: HTMLScriptElement, form: string): HTMLIFrameElement {
  const { origin } = new URL(script.src)
  const language = script.dataset.language ?? document.documentElement.lang
  const frame = document.createElement('iframe')
  frame.src = `${origin}/forms/${encodeURIComponent(form)}?framed=1&language=${encodeURIComponent(language)}`
  frame.title = script.dataset.title ?? 'Contact form'
  frame.style.cssText = 'inline-size:100%;border:0;min-block-size:40rem;color-scheme:light dark'
  window.addEventListener('message', (event) => {
    const height: unknown = event.source === frame.contentWindow && event.origin === origin ? (event.data as { relaisFormHeight?: unknown } | null)?.relaisFormHeight : null
    if (typeof height === 'number' && height > 0 && height < 10_000) frame.style.blockSize = `${Math.ceil(height)}px`
    if (typeof height === 'number') frame.style.minBlockSize = '0'
  })
  script.after(frame)
  return frame
}
