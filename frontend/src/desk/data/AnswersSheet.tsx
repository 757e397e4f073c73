import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import {
  Banner,
  Bdi,
  Button,
  Choice,
  Choices,
  Empty,
  isReadable,
  SelectField,
  Sheet,
  Table,
  VisuallyHidden,
  WhenField,
} from '../../ui';
import { Loaded, useLoad } from '../load';
import { textOf } from '../names';
import {
  type AnswerChoices,
  type AnswerFile,
  type AnswerForm,
  addressOf,
  readAnswerForms,
} from './answers';
import { words } from './answers-words';

const NEW: AnswerChoices = {
  form_id: '',
  shape: 'wide',
  values: 'labels',
  projection: 'pii',
  standing: false,
  from: '',
  to: '',
};
const titleOf = ({ form_id, titles }: AnswerForm) => textOf(titles) || form_id;

/** What a coach takes of the answers to a form: chosen here, downloaded from here. */
export function AnswersSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} title={t(words).title} onClose={onClose} wide>
      <Answers />
    </Sheet>
  );
}

export function Answers() {
  const forms = useLoad(readAnswerForms, 'answers');
  const [chosen, setChosen] = useState(NEW);
  return (
    <Loaded of={forms}>
      {(found) => {
        const form = found.find(({ form_id }) => form_id === chosen.form_id) ?? found[0];
        if (form === undefined) return <Empty>{t(words).none}</Empty>;
        const value = { ...chosen, form_id: form.form_id };
        return (
          <>
            <Choosing forms={found} value={value} onChange={setChosen} />
            <Downloads form={form} chosen={value} />
          </>
        );
      }}
    </Loaded>
  );
}

interface ChoosingProps {
  forms: readonly AnswerForm[];
  value: AnswerChoices;
  onChange: (value: AnswerChoices) => void;
}

function Choosing({ forms, value, onChange }: ChoosingProps) {
  const say = t(words);
  const set = (some: Partial<AnswerChoices>) => onChange({ ...value, ...some });
  const options = <V extends 'wide' | 'long' | 'labels' | 'codes' | 'pii' | 'pseudonymous'>(
    ...values: V[]
  ) => values.map((one) => ({ value: one, label: say[one], hint: say[`${one}_hint`] }));
  return (
    <>
      {forms.length > 1 && (
        <SelectField
          label={say.form}
          value={value.form_id}
          onChange={(form_id) => set({ form_id })}
          options={forms.map((form) => ({ value: form.form_id, label: titleOf(form) }))}
        />
      )}
      <Choice
        legend={say.shape}
        value={value.shape}
        onChange={(shape) => set({ shape })}
        options={options('wide', 'long')}
        pairs
      />
      <Choice
        legend={say.values}
        value={value.values}
        onChange={(values) => set({ values })}
        options={options('labels', 'codes')}
        pairs
      />
      <Choice
        legend={say.projection}
        value={value.projection}
        onChange={(projection) => set({ projection })}
        options={options('pii', 'pseudonymous')}
        pairs
      />
      <div class="between-days">
        <WhenField
          label={say.from}
          kind="date"
          value={value.from}
          onInput={(from) => set({ from })}
        />
        <WhenField label={say.to} kind="date" value={value.to} onInput={(to) => set({ to })} />
      </div>
      <Choices
        legend={say.more}
        values={value.standing ? ['standing'] : []}
        onChange={(more) => set({ standing: more.length > 0 })}
        options={[{ value: 'standing', label: say.standing, hint: say.standing_hint }]}
      />
    </>
  );
}

interface DownloadsProps {
  form: AnswerForm;
  chosen: AnswerChoices;
}

/** Nothing to take while a day cannot be read: the file would be of other days than it looks. */
function Downloads({ form, chosen }: DownloadsProps) {
  const say = t(words);
  if (![chosen.from, chosen.to].every((day) => isReadable('date', day))) return null;
  const repeats = chosen.shape === 'wide' ? form.repeats : [];
  const tooWide = chosen.shape === 'wide' && form.too_wide.includes(chosen.projection);
  return (
    <>
      {tooWide && <Banner icon="flag">{say.too_wide}</Banner>}
      <div class="row downloads">
        {!tooWide && <Download chosen={chosen} file="xlsx" />}
        {repeats.length === 0 && <CsvFiles chosen={chosen} />}
      </div>
      {repeats.length > 0 && (
        <>
          <p class="soft">{say.tables}</p>
          <Table
            caption={say.tables}
            columns={[
              {
                key: 'table',
                head: say.table,
                header: true,
                cell: ({ path, name }) => <Bdi>{name || path}</Bdi>,
              },
              {
                key: 'files',
                head: <VisuallyHidden>{say.files}</VisuallyHidden>,
                cell: ({ path, name }) => (
                  <span class="acting-on">
                    <CsvFiles chosen={chosen} repeat={path} name={name || path} />
                  </span>
                ),
              },
            ]}
            rows={[
              { path: '', name: say.whole },
              ...repeats.map(({ path, names }) => ({ path, name: textOf(names) })),
            ]}
            rowKey={({ path }) => path}
            acting
          />
        </>
      )}
    </>
  );
}

interface FileProps {
  chosen: AnswerChoices;
  repeat?: string;
  /** What is in it, where several stand side by side. */
  name?: string;
}

function CsvFiles(of: FileProps) {
  return (
    <>
      <Download {...of} file="csv_excel" />
      <Download {...of} file="csv" />
    </>
  );
}

function Download({ chosen, file, repeat, name }: FileProps & { file: AnswerFile }) {
  return (
    <Button
      size="small"
      fit
      kind={file === 'xlsx' ? 'main' : 'plain'}
      icon="download"
      href={addressOf(chosen, file, repeat)}
    >
      {t(words)[file === 'xlsx' ? 'excel' : file]}
      {name && <VisuallyHidden> {name}</VisuallyHidden>}
    </Button>
  );
}
