import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `npm run dev` and `npm run preview` pass the API on to a running gateway.
const gateway = process.env.PARLEY_GATEWAY ?? 'http://127.0.0.1:8080';
const proxy = { '/v1': { target: gateway }, '/.well-known': { target: gateway } };

export default defineConfig({
  plugins: [svelte()],
  server: { proxy },
  preview: { proxy },
  // Few files: on a slow line a round trip costs more than a kilobyte.
  build: {
    target: 'es2021',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rollupOptions: { output: { experimentalMinChunkSize: 12_000 } },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
