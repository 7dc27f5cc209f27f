import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'test-server/**/*.test.ts'],
    setupFiles: ['./test-server/vitest-setup.ts'],
    restoreMocks: true,
    css: false,
    // The tests keep apart by themselves; one browser-like world for all of them saves most of the time.
    isolate: false,
    maxWorkers: 1,
    // For what hangs; how fast it is depends on the machine.
    testTimeout: 30_000,
  },
})
