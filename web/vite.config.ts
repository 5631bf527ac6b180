import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `npm run dev` and `npm run preview` pass the API on to a running gateway.
const gateway = process.env.PARLEY_GATEWAY ?? 'http://127.0.0.1:8080';
const proxy = { '/v1': { target: gateway }, '/.well-known': { target: gateway }, '/openapi.json': { target: gateway } };

// Writes "app.js.gz" beside "app.js": the gateway hands it to browsers that take gzip.
const packed = {
  name: 'packed',
  apply: 'build' as const,
  writeBundle({ dir = 'dist' }: { dir?: string }) {
    for (const folder of [dir, `${dir}/assets`]) {
      for (const name of readdirSync(folder)) {
        const path = `${folder}/${name}`;
        if (/\.(js|css|html|svg)$/.test(name)) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    }
  },
};

export default defineConfig({
  plugins: [svelte(), packed],
  server: { proxy },
  preview: { proxy },
  // Few files: on a slow line a round trip costs more than a kilobyte. But what few screens need stays out of the first load (first_load.mjs).
  build: {
    target: 'es2021',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rollupOptions: { output: { experimentalMinChunkSize: 1_500 } },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
