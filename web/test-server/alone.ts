import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { preview } from 'vite'

const web = fileURLToPath(new URL('..', import.meta.url))
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'vite.widget.config.ts', 'package-lock.json']

/**
 * Serves the app with the stand-in behind it for as long as the browser tests run, in their own process: it ends with
 * them, whatever becomes of them. The port is whichever is free, so that nothing else on the machine is in the way.
 */
export default async function serveAlone() {
  if (!isBuilt()) {
    const { status } = spawnSync('npm', ['run', 'build', '--silent'], { cwd: web, stdio: 'inherit', shell: process.platform === 'win32' })
    if (status !== 0) throw new Error('The app could not be built; what is wrong with it is said above.')
  }
  const server = await preview({ configFile: join(web, 'test-server/vite.config.ts'), preview: { port: 0 }, logLevel: 'warn' })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The server of the app does not say where it is.')
  process.env.RELAIS_ALONE = address
  return () => server.close()
}

/** Whether no source is newer than what was made of it. */
function isBuilt(): boolean {
  const page = join(web, 'dist/index.html')
  if (!existsSync(page)) return false
  const builtAt = statSync(page).mtimeMs
  return sources.every((name) => changedAt(join(web, name)) <= builtAt)
}

function changedAt(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}
