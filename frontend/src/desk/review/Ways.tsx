import { t } from '../../i18n';
import { Pill } from '../../ui';
import type { ReturnDraft } from './ReturnForm';
import { wayWords } from './way-words';

interface WaysProps {
  draft: ReturnDraft;
  onDraft: (draft: ReturnDraft) => void;
  fields: readonly { path: string; label: string }[];
  again: ReadonlyMap<string, 'possible' | 'period_over'>;
}

/** Of each chosen answer of a survey: mended without the trader, or asked again (SV8). */
export function Ways({ draft, onDraft, fields, again }: WaysProps) {
  const chosen = fields.filter(({ path }) => draft.paths.includes(path) && again.has(path));
  return (
    <>
      {chosen.map(({ path, label }) => (
        <Way
          key={path}
          label={label}
          possible={again.get(path) === 'possible'}
          on={draft.again.includes(path)}
          onChange={(on) => onDraft({ ...draft, again: withPath(draft.again, path, on) })}
        />
      ))}
    </>
  );
}

interface WayProps {
  label: string;
  possible: boolean;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Way({ label, possible, on, onChange }: WayProps) {
  const say = t(wayWords);
  return (
    <fieldset class="way">
      <legend class="small strong">
        <span class="hidden">{say.how} </span>
        {label}
      </legend>
      {possible ? (
        <div class="chips">
          <Pill on={!on} onClick={() => onChange(false)}>
            {say.mend}
          </Pill>
          <Pill on={on} onClick={() => onChange(true)}>
            {say.ask_again}
          </Pill>
        </div>
      ) : (
        <p class="small soft">{say.period_over}</p>
      )}
    </fieldset>
  );
}

function withPath(paths: readonly string[], path: string, on: boolean): readonly string[] {
  const others = paths.filter((other) => other !== path);
  return on ? [...others, path] : others;
}
