import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, type Children, ErrorNote, Loading } from '../ui';
import { Problem } from './http';
import { problemText } from './problems';
import { words } from './words';

export interface Load<T> {
  data: T | null;
  problem: Problem | null;
  /** Asks again; what is there stays until the answer comes. */
  reload: () => void;
  /** Puts in what an action answered. */
  set: (data: T) => void;
}

/** Reads once `key` is given or changes; of answers that cross, the newest question wins. */
export function useLoad<T>(read: () => Promise<T>, key: string): Load<T> {
  const [data, set] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  const latest = useRef(read);
  latest.current = read;
  const reload = useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    latest.current().then(
      (answer) => {
        if (mine !== asked.current) return;
        set(answer);
        setProblem(null);
      },
      (cause: unknown) => {
        if (mine === asked.current) setProblem(asProblem(cause));
      },
    );
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when there is another question
  useEffect(() => {
    set(null);
    setProblem(null);
    reload();
    return () => {
      asked.current += 1;
    };
  }, [key, reload]);
  return { data, problem, reload, set };
}

export function asProblem(cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  console.error(cause);
  return new Problem('internal', 500);
}

interface LoadedProps<T> {
  of: Load<T>;
  children: (data: T) => Children;
  rows?: number;
}

/** What was read; until then lines, and where it failed what to do. */
export function Loaded<T>({ of, children, rows = 6 }: LoadedProps<T>) {
  if (of.data !== null) return <>{children(of.data)}</>;
  if (of.problem === null) return <Loading label={t(words).loading} rows={rows} />;
  return <ProblemNote problem={of.problem} again={of.reload} />;
}

/** A failure of something that the reader asked for. */
export function ProblemNote({ problem, again }: { problem: Problem; again?: () => void }) {
  const said = problemText(problem);
  return (
    <ErrorNote
      what={said.what}
      todo={said.todo}
      code={problem.code}
      action={
        again && (
          <Button fit onClick={again}>
            {t(words).again}
          </Button>
        )
      }
    />
  );
}

/** Runs one action at a time and keeps what went wrong with it. */
export function useAction(): {
  busy: boolean;
  problem: Problem | null;
  run: (action: () => Promise<void>) => void;
  clear: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  const run = useCallback((action: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    action()
      .catch((cause: unknown) => setProblem(asProblem(cause)))
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }, []);
  return { busy, problem, run, clear: useCallback(() => setProblem(null), []) };
}
