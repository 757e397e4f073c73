import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/**
 * Lays the icons at the start of every document. A sprite in a file of its own is asked for again by
 * each page that is drawn anew, and without a network no icon would be left on it.
 */
export function sprite(source: string): Plugin {
  return {
    name: 'rahba:sprite',
    async transformIndexHtml(html) {
      const icons = await readFile(source, 'utf8');
      return html.replace('<body>', () => `<body>\n${icons}`);
    },
  };
}
