import { useState } from 'preact/hooks';
import { goBack } from '../../app/router';
import { t } from '../../i18n';
import { type Body, entries, newId, saveEntry } from '../../store';
import { Choice, Choices, TextField } from '../../ui';
import type { MendProps, Remark } from '../kind';
import { leadToError } from '../lead-to-error';
import { MendFrame, RemarksAt } from '../mine/MendFrame';
import { day } from '../now';
import { saving } from '../saving';
import {
  bodyOf,
  EMPTY_SHEET,
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
export function DaySheetScreen() {
  const [entry_id] = useState(newId);
  const { date } = day.value;
  const before = sheetOn(date, entries.value.values());
  const leave = () => goBack('/');
  const save = async (body: Body) => {
    const sheet = { entry_id: before?.entry_id ?? entry_id, kind: 'day_sheet', body };
    if (await saving(() => saveEntry({ ...sheet, souk_date: date }))) leave();
  };
  return <Sheet body={before?.body ?? {}} remarks={[]} onSave={save} onLeave={leave} />;
}

export function DaySheetMend({ entry, comments, onDone, onLeave }: MendProps) {
  return (
    <Sheet
      body={entry.body}
      remarks={comments}
      onSave={(body) => void onDone(body)}
      onLeave={onLeave}
    />
  );
}

interface SheetProps {
  body: Body;
  remarks: readonly Remark[];
  onSave: (body: Body) => void;
  onLeave: () => void;
}

function Sheet({ body, remarks, onSave, onLeave }: SheetProps) {
  const say = t(words);
  const [sheet, setSheet] = useState(() => ({ ...EMPTY_SHEET, ...sheetOf(body) }));
  const [pressed, setPressed] = useState(false);
  const faults = faultsOf(sheet);
  const lay = (changes: Partial<typeof sheet>) => setSheet({ ...sheet, ...changes });
  const options = <V extends keyof typeof say>(values: readonly V[]) =>
    values.map((value) => ({ value, label: say[value] }));
  const fault = (of: (typeof faults)[number], word: string) =>
    pressed && faults.includes(of) ? word : undefined;
  const save = () => {
    setPressed(true);
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
        onChange={(weather) => lay({ weather })}
        options={options(WEATHER)}
        error={fault('weather', say.weather_needed)}
      />
      <RemarksAt remarks={remarks} path="weather" />
      <Choice
        legend={say.special_day}
        pairs
        value={sheet.special_day}
        onChange={(special_day) => lay({ special_day })}
        options={options(SPECIAL_DAYS)}
      />
      <Choice
        legend={say.visitors_band}
        value={sheet.visitors_band}
        onChange={(visitors_band) => lay({ visitors_band })}
        options={options(VISITORS)}
      />
      <RemarksAt remarks={remarks} path="waste_kg" />
      <TextField
        label={say.waste_kg}
        kind="number"
        unit={say.kg}
        value={sheet.waste_kg}
        onInput={(waste_kg) => lay({ waste_kg })}
        error={fault('waste_kg', say.waste_wrong)}
      />
      <RemarksAt remarks={remarks} path="note" />
      <TextField
        label={say.note}
        lines={3}
        maxLength={MAX_NOTE}
        value={sheet.note}
        onInput={(note) => lay({ note })}
      />
    </MendFrame>
  );
}
