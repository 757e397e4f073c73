import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { sprite } from '../../build/sprite.ts';

it('carries the icons in the document, so that none is asked for without a network', async () => {
  const root = await mkdtemp(join(tmpdir(), 'rahba-sprite-'));
  const icons = join(root, 'icons.svg');
  await writeFile(icons, '<svg><symbol id="i-$&"></symbol></svg>');
  await writeFile(join(root, 'index.html'), '<body>\n<p>page</p>\n</body>');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { write: false },
    plugins: [sprite(icons)],
  });
  const { output } = built as Rolldown.RolldownOutput;
  const page = output.find(({ fileName }) => fileName === 'index.html');
  expect(page?.type === 'asset' && page.source).toContain('<body>\n<svg><symbol id="i-$&">');
  await rm(root, { recursive: true });
});
