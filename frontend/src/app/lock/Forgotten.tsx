import { useState } from 'preact/hooks';
import { UNLOCK_CODE_LENGTH } from '../../constants';
import { t } from '../../i18n';
import { tryCode } from '../../store/keys';
import type { PersonHere } from '../../store/people';
import { unlockCodeIn } from '../../store/vault';
import { Banner, Button, Screen, TextField, TopBar } from '../../ui';
import { PersonTile } from './parts';
import { words } from './words';

interface ForgottenProps {
  person: PersonHere;
  onBack: () => void;
  onJoin: () => void;
  onOpen: (key: CryptoKey) => Promise<void>;
}

/** The code that the coach reads out; where there is no coach, a new store beside this one (VA7, VA8). */
export function Forgotten({ person, onBack, onJoin, onOpen }: ForgottenProps) {
  const say = t(words);
  const signedOut = !person.keys?.pin;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const attempt = async () => {
    if (busy) return;
    const code = unlockCodeIn(typed);
    if (code.length !== UNLOCK_CODE_LENGTH) return setError(say.code_short);
    setBusy(true);
    const key = await tryCode(person.store_id, code);
    if (key) return onOpen(key);
    setBusy(false);
    setError(say.code_wrong);
  };
  return (
    <Screen
      top={<TopBar title={signedOut ? say.signed_out_title : say.forgotten_title} back={onBack} />}
      foot={
        <Button kind="main" busy={busy} onClick={() => void attempt()}>
          {busy ? say.opening : say.open}
        </Button>
      }
    >
      <PersonTile person={person} />
      <div class="pad column air">
        <p>{signedOut ? say.signed_out_text : say.forgotten_text}</p>
        {!person.keys?.with_coach && <Banner icon="info">{say.not_with_coach}</Banner>}
        <TextField
          label={say.code}
          hint={say.code_hint}
          value={typed}
          onInput={(text) => {
            setTyped(text);
            setError(undefined);
          }}
          error={error}
          ltr
          maxLength={20}
          onEnter={() => void attempt()}
        />
        <h2>{say.no_coach}</h2>
        <p>{say.no_coach_text}</p>
        <Button size="small" fit onClick={onJoin}>
          {say.join_again}
        </Button>
      </div>
    </Screen>
  );
}
