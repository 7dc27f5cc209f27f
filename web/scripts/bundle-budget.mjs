// Weighs what a browser loads before the first screen is complete and fails when it is too much.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const maxFirstLoadKilobytes = 250
const dist = new URL('../dist/', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))

const kilobytes = (file) => gzipSync(readFileSync(join(dist, file))).length / 1024
const files = new Set(['index.html'])
for (const chunk of Object.values(manifest)) if (chunk.file.endsWith('.css')) files.add(chunk.file)
const visit = (key) => {
  const chunk = manifest[key]
  if (chunk === undefined || files.has(chunk.file)) return
  files.add(chunk.file)
  for (const needed of chunk.imports ?? []) visit(needed)
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
visit(entry)
// The English texts are loaded before the first screen as well; the other languages weigh about the same.
const texts = Object.keys(manifest).filter((key) => /i18n\/.*\.json$/.test(key))
const heaviestTexts = Math.max(0, ...texts.map((key) => kilobytes(manifest[key].file)))

let total = heaviestTexts
console.log('First load, gzipped:')
for (const file of files) {
  total += kilobytes(file)
  console.log(`  ${kilobytes(file).toFixed(1).padStart(7)} KB  ${file}`)
}
console.log(`  ${heaviestTexts.toFixed(1).padStart(7)} KB  the heaviest language`)
console.log(`  ${total.toFixed(1).padStart(7)} KB  of ${maxFirstLoadKilobytes} KB allowed`)
console.log('Loaded when needed:')
for (const chunk of Object.values(manifest)) {
  if (chunk.file.endsWith('.js') && !files.has(chunk.file)) {
    console.log(`  ${kilobytes(chunk.file).toFixed(1).padStart(7)} KB  ${chunk.file}`)
  }
}
const maxWidgetKilobytes = 45
console.log('What sites embed:')
for (const widget of ['widget/chat.js', 'widget/form.js', 'widget/frame.js']) {
  console.log(`  ${kilobytes(widget).toFixed(1).padStart(7)} KB  ${widget}`)
  if (kilobytes(widget) > maxWidgetKilobytes) {
    console.error(`${widget} is over its ${maxWidgetKilobytes} KB.`)
    process.exit(1)
  }
}
if (total > maxFirstLoadKilobytes) {
  console.error('The first load is over its budget. Move what is not needed at once into a lazy chunk.')
  process.exit(1)
}
