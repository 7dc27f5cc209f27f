import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The system the development server asks: the one-machine system unless told otherwise. */
const system = process.env.RELAIS_URL ?? 'http://127.0.0.1:8025'

export default defineConfig({
  plugins: [
    react(),
    // The widgets bring their own texts in thirty languages; the app speaks four.
    { ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR', 'it-IT', 'nl-NL'] }), enforce: 'pre' },
  ],
  server: {
    port: 8030,
    proxy: {
      '/v1': system,
      '/config.json': system,
      '/live': { target: system, ws: true },
    },
  },
  build: {
    target: 'es2023',
    manifest: true,
    // One small style sheet; each source says the order of the layers, so any may come first.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 600,
    // A data: URL in a style would ask for a looser content security policy.
    assetsInlineLimit: 0,
  },
})
