import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, LanguageChoice, Progress, TextField, useDocumentTitle } from '../../ui';
import { signIn } from '../api';
import { Brand } from '../Brand';
import type { Problem } from '../http';
import { ProblemNote, useAction } from '../load';
import { problemText } from '../problems';
import { me } from '../session';
import { signInWords } from '../sign-in-words';
import { openSouk, type SetupState, tryCode } from './api';
import { type Faults, faultsOf, SUMMARY, withoutFaults } from './check';
import { type Draft, emptyDraft, forgetDraft, keepDraft, keptDraft, requestOf } from './draft';
import { guessable } from './refused';
import { Summary } from './Summary';
import { EntranceStep, OperatorStep, SectionsStep, SoukStep } from './steps';
import { words } from './words';
import './setup.css';

const TITLES = ['souk', 'sections', 'operator', 'entrance', 'summary'] as const;

/** An empty server is opened here: the console's code, four pages, one look at all of it. */
export function Setup({ state, opened }: { state: SetupState; opened: () => void }) {
  const [code, setCode] = useState<string | null>(null);
  useDocumentTitle(t(words).title);
  return (
    <div class="desk">
      <main class="set-up">
        <p class="brand">
          <Brand size={56} />
          <span>{t(signInWords).product}</span>
        </p>
        {code === null ? (
          <Gate onCode={setCode} />
        ) : (
          <Pages state={state} code={code} opened={opened} />
        )}
        <LanguageChoice />
      </main>
    </div>
  );
}

function Gate({ onCode }: { onCode: (code: string) => void }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  // what is wrong with the code stands at the code
  const wrong = problem?.code === 'setup_code_wrong' ? saidOf(problem) : undefined;
  const submit = () => {
    setAsked(true);
    if (!typed.trim()) return;
    run(async () => {
      await tryCode(typed.trim());
      onCode(typed.trim());
    });
  };
  return (
    <form
      class="column"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1 tabIndex={-1}>{say.title}</h1>
      <p class="soft">{say.intro}</p>
      <TextField
        label={say.code}
        hint={say.code_hint}
        value={typed}
        onInput={setTyped}
        ltr
        autoFocus
        error={asked && !typed.trim() ? say.required : wrong}
      />
      {problem && !wrong && <ProblemNote problem={problem} />}
      <Button kind="main" submit busy={busy}>
        {say.begin}
      </Button>
    </form>
  );
}

function saidOf(problem: Problem): string {
  const { what, todo } = problemText(problem);
  return todo ? `${what}. ${todo}` : what;
}

interface PagesProps {
  state: SetupState;
  code: string;
  opened: () => void;
}

function Pages({ state, code, opened }: PagesProps) {
  const say = t(words);
  const codes = state.sections.map((section) => section.code);
  const [draft, setDraft] = useState(() => {
    const kept = keptDraft(sessionStorage, emptyDraft(codes, location.origin));
    // a reload keeps what was typed but not the password: its page comes before the end
    return { ...kept, step: Math.min(kept.step, SUMMARY - 1) };
  });
  const [secret, setSecret] = useState({ password: '', again: '' });
  const [faults, setFaults] = useState<Faults>({});
  const { run, busy, problem, clear } = useAction();
  const page = useRef<HTMLFormElement>(null);
  const { step } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read out anew on every page
  useEffect(() => {
    page.current?.querySelector('h1')?.focus();
  }, [step]);
  const set = (change: Partial<Draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    setFaults((found) => withoutFaults(found, change));
    keepDraft(sessionStorage, next);
  };
  const go = (to: number, found: Faults = {}) => {
    clear();
    set({ step: to });
    setFaults(found);
  };
  const forward = () => {
    const found = faultsOf(step, draft, { ...secret, min: state.password_min });
    setFaults(found);
    if (Object.keys(found).length === 0) go(step + 1);
    else requestAnimationFrame(() => toFirstFault(page.current));
  };
  const open = () =>
    run(async () => {
      try {
        const { login } = await openSouk(requestOf(draft, code, secret.password));
        forgetDraft(sessionStorage);
        me.value = await signIn(login, secret.password).catch(() => null);
        opened();
      } catch (cause) {
        if (!guessable(cause)) throw cause;
        go(SUMMARY - 1, { password: 'password_guessable' });
      }
    });
  const shared = { draft, faults, set };
  return (
    <form
      ref={page}
      class="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (step === SUMMARY) open();
        else forward();
      }}
    >
      <Progress
        done={step}
        total={TITLES.length}
        label={say.step_of({ n: step + 1, total: TITLES.length })}
      />
      <h1 tabIndex={-1}>{say[TITLES[step] ?? 'souk']}</h1>
      {step === 0 && <SoukStep {...shared} />}
      {step === 1 && <SectionsStep {...shared} sections={state.sections} />}
      {step === 2 && <OperatorStep {...shared} />}
      {step === 3 && (
        <EntranceStep {...shared} secret={secret} setSecret={setSecret} min={state.password_min} />
      )}
      {step === SUMMARY && (
        <>
          <p class="soft">{say.summary_note}</p>
          <Summary draft={draft} sections={state.sections} go={go} />
        </>
      )}
      {problem && <ProblemNote problem={problem} />}
      <div class="ends">
        {step > 0 && <Button onClick={() => go(step - 1)}>{say.back}</Button>}
        <Button kind="main" submit busy={busy}>
          {step === SUMMARY ? say.open : say.next}
        </Button>
      </div>
    </form>
  );
}

/** The button stays lit and leads to what is missing. */
function toFirstFault(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"], .note.fix');
  first?.scrollIntoView({ block: 'center' });
  if (first instanceof HTMLInputElement) first.focus();
}
