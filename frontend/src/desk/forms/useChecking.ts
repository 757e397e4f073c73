import { useState } from 'preact/hooks';
import type { Problem } from '../http';
import { useAction } from '../load';
import { checkForm } from './calls';
import type { CheckedForm, FormFault } from './types';

interface Found {
  readonly file: File;
  readonly checked: CheckedForm;
}

/** A file read and judged by the server, which keeps nothing of it; it stays here until published. */
export function useChecking() {
  const { run, busy, problem } = useAction();
  const [found, setFound] = useState<Found | null>(null);
  return {
    found,
    busy,
    problem,
    check: (file: File) => run(async () => setFound({ file, checked: await checkForm(file) })),
    leave: () => setFound(null),
  };
}

export function faultsOf(problem: Problem): readonly FormFault[] {
  return Array.isArray(problem.extra.problems) ? (problem.extra.problems as FormFault[]) : [];
}
