import { fileURLToPath } from 'node:url'
import { mergeConfig, type UserConfig } from 'vite'
import app from '../vite.config.ts'
import { testServer } from './plugin.ts'

const port = Number(process.env.RELAIS_ALONE_PORT ?? 8031)
const place = { host: '127.0.0.1', port, strictPort: true }

const alone: UserConfig = mergeConfig(app, {
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [testServer()],
  server: place,
  preview: place,
})
// Nothing is asked of another server: the stand-in answers everything.
delete alone.server?.proxy

export default alone
