import { defineConfig, mergeConfig } from 'vite';
import app from './vite.config';

// The developers' page, built apart and into the same folder: nothing of it, not even its style, is in what the app loads.
export default mergeConfig(
  app,
  defineConfig({
    publicDir: false,
    build: { emptyOutDir: false, chunkSizeWarningLimit: 2_000, rollupOptions: { input: 'developers.html' } },
  }),
);
