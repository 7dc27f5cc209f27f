import type { components } from '../../src/api/schema.ts'
import { json, Refusal } from '../answers.ts'
import { productsOf, sentTemplate } from '../demo-shop.ts'
import type { Workspace } from '../workspace.ts'

type Schemas = components['schemas']

/** The words of a template with its values in them. */
export function filled(workspace: Workspace, request: Schemas['TemplateRequest']): string {
  const { body } = templateOf(workspace, request)
  return body.replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => request.values?.[`body.${gap}`] ?? '')
}

/** How a template that was sent looks in the chat. */
export function sent(workspace: Workspace, request: Schemas['TemplateRequest'], words: string): Schemas['Chat'] {
  return {
    ...{ words, parts: [], answers: null, forwarding: 'none', referral: null, reactions: [], editedAt: null, deletedAt: null },
    template: sentTemplate(templateOf(workspace, request), request.values?.products ?? ''),
    ...{ reaction: null, reactable: false },
  }
}

function templateOf({ templates }: Workspace, { name, language }: Schemas['TemplateRequest']): Schemas['Template'] {
  const template = templates.items.find((each) => each.name === name && each.language === language)
  if (template === undefined) throw new Refusal(409, 'template-gone', 'There is no such template any more.')
  return template
}

/** What the shop sells, to put into a template. */
export function listProducts({ products, productsTrouble: trouble }: Workspace, query: URLSearchParams): Response {
  return json(200, trouble === null ? productsOf(products, query) : { items: [], next: null, trouble })
}
