/** Makes an element. Texts become text nodes: nothing that anybody wrote is ever read as HTML. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  element.append(...children)
  return element
}

/** A picture of lines in the colour of the text around it. */
export function picture(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}

const webAddress = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/gu

/** A text whose web addresses can be followed, to another window that knows nothing of this one. */
export function linked(text: string): readonly Node[] {
  const nodes: Node[] = []
  let at = 0
  for (const found of text.matchAll(webAddress)) {
    nodes.push(document.createTextNode(text.slice(at, found.index)))
    const address = found[0]
    nodes.push(make('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow' }, address))
    at = found.index + address.length
  }
  nodes.push(document.createTextNode(text.slice(at)))
  return nodes
}

/** One or two letters for a name. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => word?.match(/\p{L}/u)?.[0] ?? '').join('').toUpperCase() || '?'
}
