import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, Icon, LanguageChoice, Num, Press, Sheet, StateLabel } from '../ui';
import { signOut } from './api';
import { connection } from './http';
import { useAction } from './load';
import { hourOf, nameOf } from './names';
import { me } from './session';
import { words } from './words';

/** At the end of the bar: whether the server answers, who is signed in, the language. */
export function Account() {
  const [open, setOpen] = useState(false);
  const { run, busy } = useAction();
  const say = t(words);
  const person = me.value?.person;
  const leave = () =>
    run(async () => {
      await signOut();
      setOpen(false);
      me.value = null;
    });
  return (
    <div class="me">
      <Connection />
      <Press class="who-am-i" onClick={() => setOpen(true)}>
        <Icon name="language" size={20} />
        <bdi>{person ? nameOf(person) : say.account}</bdi>
        <Icon name="down" size={20} />
      </Press>
      <Sheet
        open={open}
        title={say.account}
        onClose={() => setOpen(false)}
        foot={
          <Button icon="out" busy={busy} onClick={leave}>
            {say.sign_out}
          </Button>
        }
      >
        <p class="strong">
          <bdi>{person && nameOf(person)}</bdi>
        </p>
        <LanguageChoice />
      </Sheet>
    </div>
  );
}

function Connection() {
  const { at, lost } = connection.value;
  const say = t(words);
  if (at === null) return null;
  return (
    <StateLabel state={lost ? 'waiting' : 'received'} icon={lost ? 'offline' : 'check'}>
      {lost ? say.offline : say.online} · <Num>{hourOf(new Date(at).toISOString())}</Num>
    </StateLabel>
  );
}
