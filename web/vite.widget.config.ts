import { defineConfig } from 'vite'

/** One of the scripts that sites embed: a file of its own that needs no other. */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist/widget',
    emptyOutDir: false,
    lib: { entry: `src/widget/${mode}-entry.ts`, formats: ['iife'], name: 'relais', fileName: () => `${mode}.js` },
  },
}))
