import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, TextField } from '../../ui';
import { makePasswordCode } from '../api';
import { ProblemNote, useAction } from '../load';
import { hourOf } from '../names';
import type { PasswordCode as CodeOf, Role } from '../types';
import { words } from './person-words';
import type { TeamMember } from './types';

const AT_DESK: readonly Role[] = ['coach', 'deputy', 'official', 'admin'];

/** For who forgot the password of the desk, or never had one: a code for one hour and one use. */
export function PasswordCode({ person, today }: { person: TeamMember; today: string }) {
  const [login, setLogin] = useState('');
  const [made, setMade] = useState<CodeOf | null>(null);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const atDesk = person.roles.some(
    ({ role, ends_on }) => AT_DESK.includes(role) && (ends_on === null || ends_on >= today),
  );
  if (!atDesk) return null;
  return (
    <section class="arranged">
      <h3>{say.password}</h3>
      {made ? (
        <Made code={made} />
      ) : (
        <>
          {problem && <ProblemNote problem={problem} />}
          {problem?.code.startsWith('login_') && (
            <TextField
              label={say.login}
              hint={say.login_hint}
              value={login}
              onInput={setLogin}
              maxLength={80}
              ltr
            />
          )}
          <Button
            size="small"
            fit
            busy={busy}
            onClick={() =>
              run(async () => setMade(await makePasswordCode(person.id, login.trim() || null)))
            }
          >
            {say.make_code}
          </Button>
        </>
      )}
    </section>
  );
}

function Made({ code }: { code: CodeOf }) {
  const say = t(words);
  return (
    <div class="invitation">
      <p>
        {say.login} : <b dir="ltr">{code.login}</b>
      </p>
      <p class="code">
        <bdi>{code.code}</bdi>
      </p>
      <p class="strong">{say.code_is({ when: hourOf(code.expires_at) })}</p>
      <p class="small soft">{say.code_note}</p>
    </div>
  );
}
