import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, FieldNotes, LanguageChoice, TextField, useDocumentTitle } from '../ui';
import { signIn } from './api';
import { Brand } from './Brand';
import { useAction } from './load';
import { problemText } from './problems';
import { me } from './session';
import { signInWords } from './sign-in-words';

/** Name and password of a coach or an official; phones join with a code instead. */
export function SignIn() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(signInWords);
  useDocumentTitle(say.title);
  const submit = () => {
    setAsked(true);
    if (!login.trim() || !password) return;
    run(async () => {
      me.value = await signIn(login.trim(), password);
    });
  };
  const missing = (value: string) => (asked && !value.trim() ? say.required : undefined);
  return (
    <div class="desk">
      <main class="sign-in">
        <p class="brand">
          <Brand size={56} />
          <span>{say.product}</span>
        </p>
        <h1 tabIndex={-1}>{say.title}</h1>
        <form
          class="column"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <TextField
            label={say.login}
            value={login}
            onInput={setLogin}
            ltr
            autoComplete="username"
            error={missing(login)}
            autoFocus
          />
          <TextField
            label={say.password}
            kind="password"
            value={password}
            onInput={setPassword}
            ltr
            autoComplete="current-password"
            error={missing(password)}
          />
          {problem && (
            <FieldNotes
              id="sign-in"
              error={`${problemText(problem).what}. ${problemText(problem).todo}`}
            />
          )}
          <Button kind="main" submit busy={busy}>
            {say.enter}
          </Button>
        </form>
        <p class="soft small">{say.phones}</p>
        <LanguageChoice />
      </main>
    </div>
  );
}
