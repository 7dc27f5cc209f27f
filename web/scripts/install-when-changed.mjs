// Runs `npm ci` when the lock file is not the one that was installed last; otherwise does nothing.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('..', import.meta.url))
const stamp = `${web}node_modules/.installed-lock`
const lock = createHash('sha256').update(readFileSync(`${web}package-lock.json`)).update(process.version).digest('hex')

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
  console.log('What the lock file names is installed already.')
} else {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: web,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(stamp, lock)
}
