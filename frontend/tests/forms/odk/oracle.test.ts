// @vitest-environment jsdom
import { execFileSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { Chance } from './acts.ts';
import './in-node.ts';
import { CONTEXT, differencesOver, type FormOfBoth } from './beside.ts';

/**
 * The same forms answered alike in this evaluator and in ODK's own engine: after each answer relevance,
 * values, constraints, what is required, read-only and offered are the same (SPEC FO1). What differs on
 * purpose is told in `docs/forms.md`, "Differences from ODK's engine". RAHBA_FORMS names a folder of
 * further forms, RAHBA_SEED another row of answers.
 */

const SEED = Number(process.env.RAHBA_SEED ?? 20261127);
const python = (...names: string[]): FormOfBoth[] =>
  JSON.parse(
    execFileSync('.venv/bin/python', ['-m', 'tests.forms.oracle', ...names], {
      cwd: '..',
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  );

vi.setSystemTime(CONTEXT.now);
const folder = process.env.RAHBA_FORMS;
const forms = python(...(folder ? [folder] : []));

describe("FO1: what the evaluator and ODK's engine say of a form is the same", () => {
  test.each(forms)('$name', async (form) => {
    const chance = new Chance(SEED);
    for (let round = 0; round < 3; round++) {
      expect(await differencesOver(form, 40, chance)).toEqual([]);
    }
  });
});
