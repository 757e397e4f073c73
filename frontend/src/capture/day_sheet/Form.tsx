import { useState } from 'preact/hooks';
import { goBack, type ScreenProps } from '../../app/router';
import { t } from '../../i18n';
import { type Body, drafts, entries, newId, saveEntry } from '../../store';
import { Choice, Choices, TextField } from '../../ui';
import { type Beginning, MENDING, useForming } from '../draft';
import type { MendProps, Remark } from '../kind';
import { leadToError } from '../lead-to-error';
import { MendFrame, RemarksAt } from '../mine/MendFrame';
import { day } from '../now';
import { saving } from '../saving';
import {
  bodyOf,
  type DaySheet,
  draftOn,
  faultsOf,
  MAX_NOTE,
  SPECIAL_DAYS,
  sheetOf,
  sheetOn,
  VISITORS,
  WEATHER,
} from './sheet';
import { words } from './words';

/** The sheet of the day on which one works: filled in, or changed. */
export function DaySheetScreen({ params }: ScreenProps) {
  const [date] = useState(() => params.date ?? day.value.date);
  const before = sheetOn(date, entries.value.values());
  const [entry_id] = useState(() => {
    const begun = draftOn(date, drafts.peek().values());
    return begun?.draft_id ?? before?.entry_id ?? newId();
  });
  const leave = () => goBack('/');
  const save = async (body: Body) => {
    const sheet = { entry_id, kind: 'day_sheet', body, souk_date: date };
    if (await saving(() => saveEntry(sheet))) leave();
  };
  const beginning = {
    ...{ draft_id: entry_id, kind: 'day_sheet', step: '', souk_date: date },
    body: sheetFrom(before?.body ?? {}),
  };
  return <Sheet beginning={beginning} remarks={[]} onSave={save} onLeave={leave} />;
}

export function DaySheetMend({ entry, comments, onDone, onLeave }: MendProps) {
  const { entry_id, kind, souk_date, subject } = entry;
  const beginning = {
    ...{ draft_id: entry_id, kind, souk_date, subject, step: MENDING },
    body: sheetFrom(entry.body),
  };
  return (
    <Sheet
      beginning={beginning}
      remarks={comments}
      onSave={(body) => void onDone(body)}
      onLeave={onLeave}
    />
  );
}

/** A sheet as it is being filled in. */
type SheetDraft = Body & DaySheet;

const sheetFrom = (body: Body): SheetDraft => ({ ...sheetOf(body) });

interface SheetProps {
  beginning: Beginning<SheetDraft>;
  remarks: readonly Remark[];
  onSave: (body: Body) => void;
  onLeave: () => void;
}

function Sheet({ beginning, remarks, onSave, onLeave }: SheetProps) {
  const say = t(words);
  const { body: sheet, change, settle } = useForming(beginning);
  const [pressed, setPressed] = useState(false);
  const faults = faultsOf(sheet);
  const options = <V extends keyof typeof say>(values: readonly V[]) =>
    values.map((value) => ({ value, label: say[value] }));
  const fault = (of: (typeof faults)[number], word: string) =>
    pressed && faults.includes(of) ? word : undefined;
  const save = () => {
    setPressed(true);
    settle();
    if (faults.length === 0) onSave(bodyOf(sheet));
    else leadToError();
  };
  return (
    <MendFrame
      title={say.title}
      saveWord={say.save}
      remarks={remarks}
      onSave={save}
      onLeave={onLeave}
    >
      <Choices
        legend={say.weather}
        pairs
        values={sheet.weather}
        onChange={(weather) => change({ weather })}
        options={options(WEATHER)}
        error={fault('weather', say.weather_needed)}
      />
      <RemarksAt remarks={remarks} path="weather" />
      <Choice
        legend={say.special_day}
        pairs
        value={sheet.special_day}
        onChange={(special_day) => change({ special_day })}
        options={options(SPECIAL_DAYS)}
      />
      <Choice
        legend={say.visitors_band}
        value={sheet.visitors_band}
        onChange={(visitors_band) => change({ visitors_band })}
        options={options(VISITORS)}
      />
      <RemarksAt remarks={remarks} path="waste_kg" />
      <TextField
        label={say.waste_kg}
        kind="number"
        unit={say.kg}
        value={sheet.waste_kg}
        onInput={(waste_kg) => change({ waste_kg }, 'typing')}
        error={fault('waste_kg', say.waste_wrong)}
      />
      <RemarksAt remarks={remarks} path="note" />
      <TextField
        label={say.note}
        lines={3}
        maxLength={MAX_NOTE}
        value={sheet.note}
        onInput={(note) => change({ note }, 'typing')}
      />
    </MendFrame>
  );
}
