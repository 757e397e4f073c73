import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, FieldNotes, TextField } from '../ui';
import { setPassword } from './api';
import type { Problem } from './http';
import { useAction } from './load';
import { problemText } from './problems';
import { me } from './session';
import { signInWords } from './sign-in-words';

/** Who forgot the password, or never had one: a code from somebody else at the desk sets it. */
export function CodeForm({ onLeave }: { onLeave: () => void }) {
  const [login, setLogin] = useState('');
  const [code, setCode] = useState('');
  const [password, setNew] = useState('');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(signInWords);
  const missing = (value: string) => (asked && !value.trim() ? say.required : undefined);
  const submit = () => {
    setAsked(true);
    if (!login.trim() || !code.trim() || !password) return;
    run(async () => {
      me.value = await setPassword(login.trim(), code.trim(), password);
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
      <p class="soft">{say.code_intro}</p>
      <TextField
        label={say.login}
        value={login}
        onInput={setLogin}
        ltr
        autoComplete="username"
        error={missing(login)}
        autoFocus
      />
      <TextField label={say.code} value={code} onInput={setCode} ltr error={missing(code)} />
      <TextField
        label={say.new_password}
        hint={say.new_password_hint}
        kind="password"
        value={password}
        onInput={setNew}
        ltr
        autoComplete="new-password"
        error={missing(password) ?? passwordFault(problem)}
      />
      {problem && !passwordFault(problem) && (
        <FieldNotes
          id="code"
          error={`${problemText(problem).what}. ${problemText(problem).todo}`}
        />
      )}
      <Button kind="main" submit busy={busy}>
        {say.set_password}
      </Button>
      <Button kind="quiet" onClick={onLeave}>
        {say.have_password}
      </Button>
    </form>
  );
}

/** What the rule for passwords says against this one, if that is what stopped it. */
function passwordFault(problem: Problem | null): string | undefined {
  const errors = problem?.extra.errors;
  if (!Array.isArray(errors)) return undefined;
  const codes = errors.map((error: { code?: unknown }) => error.code);
  const say = t(signInWords);
  if (codes.includes('password_too_short')) return say.too_short;
  if (codes.includes('password_guessable')) return say.guessable;
  return codes.includes('password_too_long') ? say.too_long : undefined;
}
