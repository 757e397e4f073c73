import { describe, expect, it } from 'vitest';
import { importFaults } from '../../build/import-rules.ts';
import { styleFaults } from '../../build/style-rules.ts';

describe('a style that names a side of the page', () => {
  it.each([
    'margin-left: 4px;',
    '.row { right: 0; }',
    'left: 0',
    'border-right: 1px solid;',
    'border-top-left-radius: 2px;',
    'text-align: right;',
    'scroll-padding-left: 4px',
  ])('is refused: %s', (line) => {
    expect(styleFaults('ui/row.css', `.a {\n${line}\n}`)).toEqual([`ui/row.css:2: ${line.trim()}`]);
  });

  it('is refused in a component too', () => {
    expect(styleFaults('ui/Row.tsx', 'style={{ marginLeft: 4 }}')).toHaveLength(1);
  });

  it('is refused when it loads from another origin', () => {
    expect(styleFaults('ui/row.css', 'src: url(https://example.org/a.woff2)')).toHaveLength(1);
  });

  it('is let through when it follows the reading direction', () => {
    const css =
      '/* margin-left would be wrong */ .left { margin-inline-start: 4px; inset-inline-end: 0 }';
    expect(styleFaults('ui/row.css', css)).toEqual([]);
  });
});

describe('an import against the direction', () => {
  it.each([
    ['ui/Row.tsx', "import { save } from '../store';"],
    ['ui/Row.tsx', "import type { Entry } from '../entries/types';"],
    ['capture/survey/Form.tsx', "const desk = import('../../desk/Review');"],
    ['desk/Review.tsx', "import '../outbox/queue.ts';"],
    ['desk/Review.tsx', "import { routes } from '../app/routes';"],
    ['entries/state.ts', "import { lang } from '../i18n';"],
    ['sw/sw.ts', "export { x } from '../store/codec';"],
  ])('is refused: %s %s', (path, source) => {
    expect(importFaults(path, source)).toHaveLength(1);
  });

  it('is refused from a folder that has no rule', () => {
    expect(importFaults('misc/a.ts', '')).toHaveLength(1);
  });

  it('is let through in the direction of the journey', () => {
    const source =
      "import { lang } from '../app/language';\nimport { b } from './own';\nimport 'preact';";
    expect(importFaults('desk/Review.tsx', source)).toEqual([]);
    expect(importFaults('main.tsx', "import './desk/main'")).toEqual([]);
  });
});
