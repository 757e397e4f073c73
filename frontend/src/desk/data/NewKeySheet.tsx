import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choice, Choices, isReadable, Sheet, TextField, WhenField } from '../../ui';
import { makeKey } from '../api';
import { KINDS, kindName } from '../kinds';
import { ProblemNote, useAction } from '../load';
import type { Projection } from '../types';
import { words } from './words';

interface NewKeySheetProps {
  open: boolean;
  onClose: () => void;
  onMade: () => void;
}

const NEW = {
  name: '',
  projection: 'pseudonymous' as Projection,
  kinds: [] as string[],
  since: '',
  expires: '',
};
const PROJECTIONS = ['aggregates', 'pseudonymous', 'pii'] as const;

/** A key is asked for here, and shown here this once. */
export function NewKeySheet({ open, onClose, onMade }: NewKeySheetProps) {
  const [key, setKey] = useState(NEW);
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const close = () => {
    setKey(NEW);
    setAsked(false);
    setMade(null);
    onClose();
  };
  const nameless = key.name.trim() === '';
  const unread = [key.since, key.expires].some((day) => !isReadable('date', day));
  const make = () => {
    setAsked(true);
    if (nameless || unread) return;
    run(async () => {
      const answer = await makeKey({
        name: key.name.trim(),
        projection: key.projection,
        kinds: key.kinds,
        since: key.since || null,
        // the last day is a whole one
        expires_at: key.expires ? `${key.expires}T23:59:59Z` : null,
      });
      setMade(answer.key);
      onMade();
    });
  };
  return (
    <Sheet
      open={open}
      title={made ? say.once : say.new_key}
      onClose={close}
      foot={
        <Button kind="main" busy={busy} onClick={made ? close : make}>
          {made ? say.done : say.create}
        </Button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      {made ? (
        <Made secret={made} />
      ) : (
        <KeyFields
          value={key}
          onChange={setKey}
          nameError={asked && nameless ? say.required : undefined}
        />
      )}
    </Sheet>
  );
}

interface KeyFieldsProps {
  value: typeof NEW;
  onChange: (key: typeof NEW) => void;
  nameError: string | undefined;
}

function KeyFields({ value, onChange, nameError }: KeyFieldsProps) {
  const say = t(words);
  const set = (some: Partial<typeof NEW>) => onChange({ ...value, ...some });
  return (
    <>
      <TextField
        label={say.name}
        hint={say.name_hint}
        value={value.name}
        onInput={(name) => set({ name })}
        maxLength={80}
        autoFocus
        error={nameError}
      />
      <Choice
        legend={say.projection}
        value={value.projection}
        onChange={(projection) => set({ projection })}
        options={PROJECTIONS.map((projection) => ({
          value: projection,
          label: say[`projection_${projection}`],
          hint: say[`projection_${projection}_hint`],
        }))}
      />
      <Choices
        legend={`${say.kinds} (${say.kinds_hint})`}
        values={value.kinds}
        onChange={(kinds) => set({ kinds })}
        pairs
        options={Object.keys(KINDS).map((kind) => ({ value: kind, label: kindName(kind) }))}
      />
      <WhenField
        label={say.since}
        kind="date"
        value={value.since}
        onInput={(since) => set({ since })}
      />
      <WhenField
        label={say.expires}
        kind="date"
        value={value.expires}
        onInput={(expires) => set({ expires })}
      />
    </>
  );
}

function Made({ secret }: { secret: string }) {
  const [copied, setCopied] = useState(false);
  const say = t(words);
  const copy = () => {
    // there is no clipboard where the page is not on https: it can be selected by hand
    navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <p>{say.once_note}</p>
      <p class="secret">
        <bdi>{secret}</bdi>
      </p>
      <Button icon={copied ? 'check' : undefined} onClick={copy}>
        {copied ? say.copied : say.copy}
      </Button>
    </>
  );
}
