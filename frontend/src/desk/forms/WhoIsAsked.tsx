import { useRef, useState } from 'preact/hooks';
import { EVERYONE, type Rule } from '../../forms/asking';
import { t } from '../../i18n';
import { Button, Choice, TextField, WhenField } from '../../ui';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { whereName } from './asked-names';
import { type Faulty, faultsIn, type Typed, typedOf, wantedOf } from './asking-draft';
import { words } from './asking-words';
import { readProgress, setAsking } from './calls';
import { Progress } from './Progress';
import type { DeskForm, FormProgress, SectionProgress } from './types';

const RULES = ['everyone', 'once', 'quota', 'sample'] as const satisfies readonly Rule[];

interface WhoIsAskedProps {
  form: DeskForm;
  onChange: (form: DeskForm) => void;
}

/** Of whom a form is asked, and how far that has come (FD6, FD7). */
export function WhoIsAsked({ form, onChange }: WhoIsAskedProps) {
  const { form_id, asking, ask_again_from } = form;
  const key = JSON.stringify([form_id, asking, ask_again_from]);
  const progress = useLoad(() => readProgress(form_id), key);
  const sections = useKept(progress.data);
  return (
    <>
      <h2 class="part">{t(words).heading}</h2>
      <Editor form={form} sections={sections} onChange={onChange} />
      <Loaded of={progress} rows={8}>
        {(found) => <Progress progress={found} rule={asking?.rule ?? 'everyone'} />}
      </Loaded>
    </>
  );
}

/** The sections stay while the figures are read anew. */
function useKept(progress: FormProgress | null): readonly SectionProgress[] {
  const kept = useRef<readonly SectionProgress[]>([]);
  if (progress) kept.current = progress.sections;
  return kept.current;
}

type EditorProps = WhoIsAskedProps & { sections: readonly SectionProgress[] };

function Editor({ form, sections, onChange }: EditorProps) {
  const [typed, setTyped] = useState(() => typedOf(form.asking ?? EVERYONE));
  const [pressed, setPressed] = useState(false);
  const [saved, setSaved] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const faults: Faulty = pressed ? faultsIn(typed) : {};
  const type = (more: Partial<Typed>) => {
    setPressed(false);
    setSaved(false);
    setTyped({ ...typed, ...more });
  };
  const save = () => {
    setPressed(true);
    if (Object.keys(faultsIn(typed)).length > 0) return;
    run(async () => {
      const changed = await setAsking(form.form_id, wantedOf(typed));
      // also the seed that the server drew
      setTyped(typedOf(changed.asking ?? EVERYONE));
      setSaved(true);
      onChange(changed);
    });
  };
  return (
    <div class="who-is-asked">
      <Choice
        legend={say.heading}
        legendHidden
        value={typed.rule}
        onChange={(rule) => type({ rule })}
        options={RULES.map((rule) => ({
          value: rule,
          label: say[`rule_${rule}`],
          hint: say[`rule_${rule}_note`],
        }))}
      />
      {typed.rule !== 'everyone' && <Dates typed={typed} faults={faults} onType={type} />}
      {typed.rule === 'quota' && (
        <Quotas typed={typed} faults={faults} onType={type} sections={sections} />
      )}
      {typed.rule === 'sample' && <Sample typed={typed} faults={faults} onType={type} />}
      <div class="row between">
        <p class="small soft" role="status">
          {saved ? say.saved : say.note}
        </p>
        <Button fit busy={busy} onClick={save}>
          {say.save}
        </Button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}

interface PartProps {
  typed: Typed;
  faults: Faulty;
  onType: (more: Partial<Typed>) => void;
}

function Dates({ typed, faults, onType }: PartProps) {
  const say = t(words);
  return (
    <div class="in-line">
      <WhenField
        label={say.starts_on}
        kind="date"
        value={typed.starts_on}
        onInput={(starts_on) => onType({ starts_on })}
        error={faults.starts_on && say[faults.starts_on]}
      />
      <WhenField
        label={say.ends_on}
        hint={say.ends_on_note}
        kind="date"
        value={typed.ends_on}
        onInput={(ends_on) => onType({ ends_on })}
        error={faults.ends_on && say[faults.ends_on]}
      />
    </div>
  );
}

type QuotasProps = PartProps & { sections: readonly SectionProgress[] };

function Quotas({ typed, faults, onType, sections }: QuotasProps) {
  const say = t(words);
  return (
    <fieldset class="quotas">
      <legend class="strong">{say.quotas}</legend>
      {sections.map(({ section, known }) => (
        <TextField
          key={section}
          kind="number"
          label={whereName(section)}
          hint={say.known_here({ n: known })}
          value={typed.quotas[section] ?? ''}
          onInput={(value) => onType({ quotas: { ...typed.quotas, [section]: value } })}
        />
      ))}
      {faults.quotas && (
        <p class="st fix" role="alert">
          {say[faults.quotas]}
        </p>
      )}
    </fieldset>
  );
}

function Sample({ typed, faults, onType }: PartProps) {
  const say = t(words);
  return (
    <div class="in-line">
      <TextField
        kind="number"
        label={say.share}
        unit="%"
        value={typed.share}
        onInput={(share) => onType({ share })}
        error={faults.share && say[faults.share]}
      />
      <TextField
        ltr
        label={say.seed}
        hint={say.seed_note}
        maxLength={40}
        value={typed.seed}
        onInput={(seed) => onType({ seed })}
      />
    </div>
  );
}
