import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// In development the page comes from vite and everything it asks for from the web process.
const backend = process.env['PERFMONITOR_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  base: '/dashboard/',
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/api': backend,
      '/ws': { target: backend, ws: true },
    },
  },
  build: {
    target: 'es2023',
    // Kilobytes; the shell with Mantine and the router is the largest chunk.
    chunkSizeWarningLimit: 700,
  },
  test: {
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'happy-dom',
          include: ['src/**/*.test.{ts,tsx}'],
          setupFiles: ['test/setup.ts'],
          // When to give up: forms typed into letter by letter take seconds on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.mjs'],
          globalSetup: ['test/browser/build.mjs'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // As long as everything else is waited for in the browser (page.mjs).
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
