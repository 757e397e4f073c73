import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FileSource, Files } from '../../src/forms/files.ts';
import { prepare } from '../../src/forms/form.ts';
import type { CompiledForm } from '../../src/forms/types.ts';
import { lang } from '../../src/i18n';
import { ask, press, root, shown } from './asked.tsx';
import { formNamed } from './forms.ts';

/** Sounds beside questions and choices (SPEC SV28). The browser's own player is not here: its calls are. */

const { compiled } = formNamed('household');
const file = (sha256: string) => ({ sha256, type: 'audio/wav', size: 4 });
const FILES = { 'chef.wav': file('b'.repeat(64)) };
const SPOKEN: CompiledForm = {
  ...compiled,
  files: FILES,
  nodes: compiled.nodes.map((node) =>
    node.path === '/data/head' ? { ...node, media: { fr: { audio: 'chef.wav' } } } : node,
  ),
};

let played: string[] = [];
beforeEach(() => {
  played = [];
  URL.createObjectURL = () => 'blob:sound';
  URL.revokeObjectURL = () => undefined;
  const said = (what: string) =>
    function (this: HTMLMediaElement) {
      played.push(what);
      this.dispatchEvent(new Event(what));
      return Promise.resolve();
    };
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(said('play'));
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(said('pause'));
});
afterEach(() => vi.restoreAllMocks());

async function hear(source: FileSource): Promise<void> {
  ask({ form: prepare(SPOKEN) }, (questions) => (
    <Files.Provider value={source}>{questions}</Files.Provider>
  ));
  await act(() => Promise.resolve());
}

it('SV28: a sound that is not here yet is said to be missing, and the question is asked', async () => {
  await hear(async () => null);
  expect(shown()).toContain('This sound is not here yet');
  expect(root.querySelector('input')).not.toBeNull();
});

it('SV28: a press plays it and another stops it, also one that only another language has', async () => {
  lang.value = 'ar';
  await hear(async () => new ArrayBuffer(4));
  lang.value = 'en';
  await act(() => Promise.resolve());
  press('Listen: Head of the household');
  expect(played).toEqual(['play']);
  press('Stop the sound');
  expect(played).toEqual(['play', 'pause']);
});
