import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Sheet } from '../../ui';
import { revokeDevice } from '../api';
import { ProblemNote, useAction } from '../load';
import { momentOf, nameOf } from '../names';
import { silentWords } from './silent-words';
import type { Device, PhoneCustody, TeamMember } from './types';
import { UnlockCode } from './UnlockCode';
import { words } from './words';

interface DevicesSheetProps {
  person: TeamMember | null;
  onClose: () => void;
  onInvite: (person: TeamMember) => void;
  onChange: () => void;
}

/** The phones of one person; a lost one is revoked here. */
export function DevicesSheet({ person, onClose, onInvite, onChange }: DevicesSheetProps) {
  const { run, busy, problem } = useAction();
  const say = t(words);
  const revoke = (device: Device) =>
    run(async () => {
      await revokeDevice(device.id);
      onChange();
    });
  return (
    <Sheet
      open={person !== null}
      title={say.phones_of({ name: person ? nameOf(person) : '' })}
      onClose={onClose}
      foot={
        person && (
          <Button icon="plus" onClick={() => onInvite(person)}>
            {say.invite}
          </Button>
        )
      }
    >
      {problem && <ProblemNote problem={problem} />}
      {person?.devices.length === 0 && <p>{say.no_phones}</p>}
      <ul class="column">
        {person?.devices.map((device, at) => (
          <li key={device.id}>
            <Phone
              device={device}
              number={at + 1}
              custody={person.custody.phones.find((one) => one.device_id === device.id)}
              busy={busy}
              onRevoke={() => revoke(device)}
            />
            <UnlockCode device={device} />
          </li>
        ))}
      </ul>
      <p class="small soft">{say.revoke_note}</p>
    </Sheet>
  );
}

interface PhoneProps {
  device: Device;
  number: number;
  /** Undefined: it never said anything of that day. */
  custody: PhoneCustody | undefined;
  busy: boolean;
  onRevoke: () => void;
}

/** Revoking cannot be undone, so it takes a second press on a button that says so. */
function Phone({ device, number, custody, busy, onRevoke }: PhoneProps) {
  const [sure, setSure] = useState(false);
  const say = t(words);
  const seen = device.last_seen_at
    ? say.last_seen({ when: momentOf(device.last_seen_at) })
    : say.never_seen;
  return (
    <div class="phone">
      <div>
        <p class="strong">{say.phone_of({ number, name: modelOf(device.name) })}</p>
        <p class="small soft">
          {device.revoked_at ? say.revoked({ when: momentOf(device.revoked_at) }) : seen} ·{' '}
          {say.app({ app: device.app })}
        </p>
        {custody && (
          <p class="small">
            {t(silentWords).phone_holds({
              pending: custody.pending,
              refused: custody.refused,
              when: momentOf(custody.as_of),
              by: t(silentWords)[`by_${custody.by}`],
            })}
          </p>
        )}
      </div>
      {!device.revoked_at && (
        <Button
          size="small"
          fit
          kind={sure ? 'main' : 'plain'}
          busy={busy}
          onClick={() => (sure ? onRevoke() : setSure(true))}
        >
          {sure ? say.revoke_sure : say.revoke}
        </Button>
      )}
    </div>
  );
}

/** `Linux; Android 13; SM-A035F` → `SM-A035F`, `X11; Linux x86_64` → `Linux`: what its owner may know it by. */
export function modelOf(name: string): string {
  const parts = name.split(';').map((part) => part.trim());
  const model = parts.find((part) => part && !/^(X11|Linux|U|Android|wv|K$)/i.test(part));
  return model ?? (/android/i.test(name) ? 'Android' : /linux/i.test(name) ? 'Linux' : name);
}
