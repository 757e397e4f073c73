import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choice, Sheet, TextField } from '../../ui';
import { addPerson } from '../api';
import { ProblemNote, useAction } from '../load';
import { holds, holdsOneself } from '../session';
import type { Role } from '../types';
import { words } from './words';

interface AddPersonProps {
  open: boolean;
  onClose: () => void;
  onAdded: () => void;
}

/** A deputy is somebody of the team already, named from one day to another. */
function rolesToGive(): Role[] {
  if (holds('admin')) return ['animator', 'coach', 'official', 'admin'];
  return holdsOneself('coach') ? ['animator', 'official'] : ['animator'];
}

const NOBODY = { name_ar: '', name_latin: '', sex: 'ns', role: 'animator' as Role };

/** A coach adds animators; an admin adds anyone. */
export function AddPerson({ open, onClose, onAdded }: AddPersonProps) {
  const [person, setPerson] = useState(NOBODY);
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const missing = (value: string) => (asked && !value.trim() ? say.required : undefined);
  const set = (some: Partial<typeof NOBODY>) => setPerson({ ...person, ...some });
  const send = () => {
    setAsked(true);
    const name_ar = person.name_ar.trim();
    const name_latin = person.name_latin.trim();
    if (!name_ar || !name_latin) return;
    run(async () => {
      await addPerson({ ...person, name_ar, name_latin });
      setPerson(NOBODY);
      setAsked(false);
      onAdded();
    });
  };
  const roles = rolesToGive();
  return (
    <Sheet
      open={open}
      title={say.add_title}
      onClose={onClose}
      foot={
        <Button kind="main" busy={busy} onClick={send}>
          {say.add}
        </Button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <TextField
        label={say.name_ar}
        value={person.name_ar}
        onInput={(name_ar) => set({ name_ar })}
        maxLength={80}
        autoFocus
        error={missing(person.name_ar)}
      />
      <TextField
        label={say.name_latin}
        value={person.name_latin}
        onInput={(name_latin) => set({ name_latin })}
        maxLength={80}
        ltr
        error={missing(person.name_latin)}
      />
      <Choice
        legend={say.sex}
        value={person.sex}
        onChange={(sex) => set({ sex })}
        pairs
        options={(['f', 'm', 'ns'] as const).map((sex) => ({
          value: sex,
          label: say[`sex_${sex}`],
        }))}
      />
      {roles.length > 1 && (
        <Choice
          legend={say.role}
          value={person.role}
          onChange={(role) => set({ role })}
          pairs
          options={roles.map((role) => ({ value: role, label: say[`role_${role}`] }))}
        />
      )}
    </Sheet>
  );
}
