import { lang, localeOf, t } from '../../i18n';
import { Banner, Choice, Choices, FieldNotes, Icon, Press, SectionTile, TextField } from '../../ui';
import { textOf } from '../names';
import type { SetupState } from './api';
import { type Faults, isAtHome, isSecure } from './check';
import { type Draft, type Field, movedUp } from './draft';
import { words } from './words';

export interface StepProps {
  draft: Draft;
  faults: Faults;
  set: (change: Partial<Draft>) => void;
}

interface TypedProps extends StepProps {
  field: Field;
  hint?: string;
  ltr?: boolean;
  kind?: 'text' | 'number' | 'tel';
  unit?: string;
  autoComplete?: string;
}

/** One line of text, under the word of its own field. */
function Typed({ field, draft, faults, set, ...rest }: TypedProps) {
  const say = t(words);
  const fault = faults[field];
  return (
    <TextField
      {...rest}
      label={say[field as keyof typeof labels]}
      value={draft[field]}
      onInput={(value) => set({ [field]: value })}
      maxLength={200}
      error={fault && say[fault]}
    />
  );
}
/** The fields whose label is a word of the same name. */
const labels = {
  commune_ar: 0,
  commune_fr: 0,
  name_ar: 0,
  name_fr: 0,
  operator_ar: 0,
  operator_fr: 0,
  address: 0,
  contact: 0,
  phone: 0,
  months: 0,
  reference: 0,
  public_address: 0,
  coach_ar: 0,
  coach_latin: 0,
  login: 0,
} as const;

export function SoukStep(props: StepProps) {
  const { draft, faults, set } = props;
  const say = t(words);
  return (
    <>
      <div class="twins">
        <Typed {...props} field="commune_ar" />
        <Typed {...props} field="commune_fr" />
        <Typed {...props} field="name_ar" />
        <Typed {...props} field="name_fr" />
      </div>
      <Choices
        legend={say.weekdays}
        pairs
        options={weekdayNames().map((label, n) => ({ value: String(n + 1), label }))}
        values={draft.weekdays}
        onChange={(weekdays) => set({ weekdays })}
        error={faults.weekdays && say[faults.weekdays]}
      />
      <p class="small soft">{say.weekdays_note}</p>
    </>
  );
}

/** Monday first. */
export function weekdayNames(): string[] {
  const format = new Intl.DateTimeFormat(localeOf(lang.value), {
    weekday: 'long',
    timeZone: 'UTC',
  });
  // 1 January 2024 was a Monday
  return Array.from({ length: 7 }, (_, n) => format.format(Date.UTC(2024, 0, 1 + n)));
}

export function SectionsStep({
  draft,
  faults,
  set,
  sections,
}: StepProps & { sections: SetupState['sections'] }) {
  const say = t(words);
  const name = (code: string) => textOf(sections.find((known) => known.code === code)?.names);
  const change = (code: string, how: { on?: boolean; lanes?: string }) =>
    set({ sections: draft.sections.map((row) => (row.code === code ? { ...row, ...how } : row)) });
  return (
    <>
      <p class="soft">{say.sections_note}</p>
      <ul class="ground">
        {draft.sections.map(({ code, on, lanes }, at) => (
          <li key={code} class={on ? 'on' : ''}>
            <label>
              <input
                type="checkbox"
                checked={on}
                onChange={(event) => change(code, { on: event.currentTarget.checked })}
              />
              <SectionTile section={code} size={40} />
              <span>{name(code)}</span>
            </label>
            {on && (
              <TextField
                label={say.lanes_of({ section: name(code) })}
                labelHidden
                kind="number"
                value={lanes}
                unit={say.lanes}
                maxLength={2}
                onInput={(value) => change(code, { lanes: value })}
              />
            )}
            {at > 0 && (
              <Press
                class="ib up"
                label={say.up({ section: name(code) })}
                onClick={() => set({ sections: movedUp(draft.sections, at) })}
              >
                <Icon name="down" />
              </Press>
            )}
          </li>
        ))}
      </ul>
      <FieldNotes id="ground" error={faults.sections && say[faults.sections]} />
    </>
  );
}

export function OperatorStep(props: StepProps) {
  const say = t(words);
  return (
    <>
      <p class="soft">{say.operator_note}</p>
      <div class="twins">
        <Typed {...props} field="operator_ar" hint={say.operator_hint} />
        <Typed {...props} field="operator_fr" hint={say.operator_hint} />
      </div>
      <Typed {...props} field="address" autoComplete="street-address" />
      <Typed {...props} field="contact" hint={say.contact_hint} />
      <div class="twins">
        <Typed {...props} field="phone" kind="tel" />
        <Typed
          {...props}
          field="months"
          kind="number"
          unit={say.months_unit}
          hint={say.months_hint}
        />
      </div>
      <Typed {...props} field="reference" hint={say.reference_hint} />
    </>
  );
}

interface EntranceProps extends StepProps {
  secret: { password: string; again: string };
  setSecret: (secret: { password: string; again: string }) => void;
  min: number;
}

export function EntranceStep({ secret, setSecret, min, ...props }: EntranceProps) {
  const say = t(words);
  const { draft, faults, set } = props;
  return (
    <>
      <AddressField {...props} />
      <div class="twins">
        <Typed {...props} field="coach_ar" />
        <Typed {...props} field="coach_latin" />
      </div>
      <Choice
        legend={say.sex}
        pairs
        options={(['f', 'm', 'ns'] as const).map((value) => ({
          value,
          label: say[`sex_${value}`],
        }))}
        value={draft.sex as 'f' | 'm' | 'ns'}
        onChange={(sex) => set({ sex })}
      />
      <Typed {...props} field="login" ltr autoComplete="username" />
      <div class="twins">
        <TextField
          label={say.password}
          kind="password"
          ltr
          autoComplete="new-password"
          hint={say.password_hint({ n: min })}
          value={secret.password}
          onInput={(password) => setSecret({ ...secret, password })}
          error={faults.password && say[faults.password]}
        />
        <TextField
          label={say.again}
          kind="password"
          ltr
          autoComplete="new-password"
          value={secret.again}
          onInput={(again) => setSecret({ ...secret, again })}
          error={faults.again && say[faults.again]}
        />
      </div>
    </>
  );
}

export function AddressField(props: StepProps) {
  return (
    <>
      <Typed {...props} field="public_address" ltr hint={t(words).public_hint} />
      <AddressNote address={props.draft.public_address} />
    </>
  );
}

/** What such an address would mean for the phones. */
export function AddressNote({ address }: { address: string }) {
  const say = t(words);
  if (!URL.canParse(address)) return null;
  if (!isSecure(address)) {
    return (
      <Banner tone="fix" icon="lock">
        {say.not_secure}
      </Banner>
    );
  }
  if (!isAtHome(new URL(address).hostname)) return null;
  return (
    <Banner tone="waiting" icon="info">
      {say.at_home}
    </Banner>
  );
}
