import { defineConfig, type UserConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { serviceWorker } from './build/service-worker.ts';
import { sprite } from './build/sprite.ts';

/** The oldest browser a phone may have: the last Chromium line for its Android, and its like. */
const TARGET = ['chrome90', 'firefox90', 'safari15'];

/** How source becomes JavaScript, for the build and the tests alike. */
export const shared = {
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} satisfies UserConfig;

export default defineConfig({
  ...shared,
  // Three documents: a phone never loads a byte of the desk, nor of the page in which it tries a form.
  build: {
    rolldownOptions: { input: { phone: 'index.html', desk: 'desk.html', try: 'try.html' } },
    outDir: '../backend/rahba/static',
    emptyOutDir: true,
    target: TARGET,
    // The content security policy allows no data: address, and every target has modulepreload.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  plugins: [
    sprite('src/ui/icons.svg'),
    serviceWorker({
      source: 'src/sw/sw.ts',
      entry: 'index.html',
      survey: ['src/forms', 'src/capture/survey'],
      target: TARGET,
    }),
    compressed(),
  ],
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
});
