import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, FieldNotes, LanguageChoice, TextField, useDocumentTitle } from '../ui';
import { signIn } from './api';
import { Brand } from './Brand';
import { CodeForm } from './CodeForm';
import { LAW } from './law/address';
import { useAction } from './load';
import { problemText } from './problems';
import { me } from './session';
import { signInWords } from './sign-in-words';

/** The way in for coaches and officials; phones join with an invitation instead. */
export function SignIn() {
  const [withCode, setWithCode] = useState(false);
  const say = t(signInWords);
  const title = withCode ? say.code_title : say.title;
  useDocumentTitle(title);
  return (
    <div class="desk">
      <main class="sign-in">
        <p class="brand">
          <Brand size={56} />
          <span>{say.product}</span>
        </p>
        <h1 tabIndex={-1}>{title}</h1>
        {withCode ? (
          <CodeForm onLeave={() => setWithCode(false)} />
        ) : (
          <PasswordForm onCode={() => setWithCode(true)} />
        )}
        <p class="soft small">{say.phones}</p>
        <a class="link" href={`#${LAW}`}>
          {say.law}
        </a>
        <LanguageChoice />
      </main>
    </div>
  );
}

/** Name and password. */
function PasswordForm({ onCode }: { onCode: () => void }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(signInWords);
  const submit = () => {
    setAsked(true);
    if (!login.trim() || !password) return;
    run(async () => {
      me.value = await signIn(login.trim(), password);
    });
  };
  const missing = (value: string) => (asked && !value.trim() ? say.required : undefined);
  return (
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
      <Button kind="quiet" onClick={onCode}>
        {say.have_code}
      </Button>
    </form>
  );
}
