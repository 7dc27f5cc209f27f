import { embed, embedding } from './chat'

const script = document.currentScript
const wanted = script instanceof HTMLScriptElement ? embedding(script) : null
if (wanted !== null) {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => embed(wanted))
  else embed(wanted)
}
