import { useEffect, useState } from 'preact/hooks';
import { day } from '../../capture/now';
import { formatDay, formatTime, t } from '../../i18n';
import { dayCodes, hasPin } from '../../store';
import { DAY_CODE_DIGITS, dayCodeIn } from '../../store/day-code';
import { Banner, Button, Empty, Screen, TextField, TopBar } from '../../ui';
import { changePerson } from '../lock/gate';
import { goBack, goTo } from '../router';
import { realWorld } from '../world';
import { codeDay } from './code-day';
import { words } from './here-words';
import { type Added, addNewcomer, codeWait } from './newcomer';

/** Somebody new, on this phone, without a network: a name and the day code that the coach reads out (DC3). */
export function AddHere() {
  const say = t(words);
  const back = () => goBack('/settings');
  const date = codeDay(day.value);
  const carried = dayCodes.value.find(({ souk_date }) => souk_date === date);
  // Whoever lends the phone stays behind a PIN (VA10).
  useEffect(() => {
    if (!hasPin.value) goTo('/pin/here', { replace: true });
  }, []);
  const form = useNewcomer(carried);
  if (!hasPin.value) return null;
  if (!carried) {
    return (
      <Screen top={<TopBar title={say.title} back={back} />}>
        <Empty>{say.no_code}</Empty>
      </Screen>
    );
  }
  return (
    <Screen
      top={<TopBar title={say.title} back={back} />}
      foot={
        <Button kind="main" busy={form.busy} onClick={form.begin}>
          {form.busy ? say.checking : say.begin}
        </Button>
      }
    >
      <div class="pad column air">
        <p>{say.intro}</p>
        <TextField
          label={say.name}
          hint={say.name_hint}
          value={form.name}
          onInput={form.setName}
          error={form.noName && say.no_name}
          maxLength={80}
        />
        <TextField
          label={say.code_of({ day: formatDay(carried.souk_date) })}
          hint={say.code_hint}
          kind="number"
          value={form.code}
          onInput={form.setCode}
          error={errorOf(form.failed, carried.souk_date)}
          maxLength={12}
          onEnter={form.begin}
        />
        <Banner icon="info">{say.waits}</Banner>
      </div>
    </Screen>
  );
}

type Failed = Exclude<Added, { kind: 'added' }> | { readonly kind: 'short' | 'not_kept' };

function useNewcomer(carried: Parameters<typeof addNewcomer>[3] | undefined) {
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [noName, setNoName] = useState(false);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void codeWait(realWorld.now()).then((ms) => ms > 0 && setFailed({ kind: 'wait', ms }));
  }, []);
  const begin = async () => {
    const digits = dayCodeIn(code);
    setNoName(name.trim() === '');
    if (digits.length !== DAY_CODE_DIGITS) return setFailed({ kind: 'short' });
    if (busy || name.trim() === '' || !carried) return;
    setBusy(true);
    const adding = addNewcomer(realWorld, name, digits, carried);
    const added = await adding.catch(() => ({ kind: 'not_kept' }) as const);
    // The new store opens as at every start; nothing of the other stays in memory (F12).
    if (added.kind === 'added') return changePerson();
    setBusy(false);
    setFailed(added);
  };
  return {
    ...{ name, setName, noName, busy, failed, code },
    begin: () => void begin(),
    setCode: (typed: string) => {
      setCode(typed);
      setFailed(null);
    },
  };
}

function errorOf(failed: Failed | null, souk_date: string): string | undefined {
  const say = t(words);
  switch (failed?.kind) {
    case 'short':
      return say.short;
    case 'wrong':
      return say.wrong({ day: formatDay(souk_date) });
    case 'wait':
      return say.wait({ time: formatTime(realWorld.now() + failed.ms) });
    case 'not_kept':
      return say.not_kept;
    default:
      return undefined;
  }
}
