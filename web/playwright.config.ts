import { defineConfig } from '@playwright/test'
import chromium from '@sparticuz/chromium'

/** The system to test: RELAIS_URL, or the app alone with the test server behind it, which says where it is once it is up. */
const url = process.env.RELAIS_URL
const alone = process.env.RELAIS_ALONE

// The browser comes inside a package, so nothing has to be downloaded or installed besides npm ci.
const executablePath = process.env.RELAIS_CHROMIUM ?? (await chromium.executablePath())

export default defineConfig({
  testDir: './e2e',
  // Both may run at the same time.
  outputDir: url === undefined ? './test-results/alone' : './test-results/system',
  fullyParallel: false,
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  // Only what hangs should fail here: how fast things are is measured by the bench. Everything at once (tables, queues,
  // functions, browser) on two busy processors can take many times what it takes alone.
  timeout: url === undefined ? 180_000 : 300_000,
  expect: { timeout: url === undefined ? 30_000 : 60_000 },
  reporter: [['list']],
  // Only what hangs in the browser itself, see signed-in.ts.
  retries: 1,
  // Specs that play the outside world through the test server cannot run against a real system.
  ...(url === undefined ? { grepInvert: /@system/ } : { grepInvert: /@alone/ }),
  use: {
    baseURL: url ?? alone ?? '',
    actionTimeout: url === undefined ? 30_000 : 60_000,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // Pictures of every step of every test, or of its document, cost more than the tests; what failed leaves one picture and
    // its steps. To see them all: npx playwright test --trace on.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
    // The arguments that come with the package draw everything with an emulated graphics processor, which nothing here needs:
    // three times the work.
    launchOptions: { executablePath, args: ['--no-sandbox', '--no-zygote', '--font-render-hinting=none', '--disable-gpu', '--headless=shell'] },
  },
  ...(url === undefined && { globalSetup: './test-server/alone.ts' }),
})
