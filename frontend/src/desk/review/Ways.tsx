import { t } from '../../i18n';
import { Pill } from '../../ui';
import { approvesRest, type ReturnDraft, type Way } from './return-draft';
import { wayWords } from './way-words';

interface WaysProps {
  draft: ReturnDraft;
  onDraft: (draft: ReturnDraft) => void;
  fields: readonly { path: string; label: string }[];
  again: ReadonlyMap<string, 'possible' | 'period_over'>;
}

/** Of each chosen answer of a survey: mended without the trader, asked again, or unknown (SV8, SV9). */
export function Ways({ draft, onDraft, fields, again }: WaysProps) {
  const chosen = fields.filter(({ path }) => draft.paths.includes(path) && again.has(path));
  return (
    <>
      {chosen.map(({ path, label }) => (
        <WayOf
          key={path}
          label={label}
          possible={again.get(path) === 'possible'}
          way={draft.ways[path] ?? 'mend'}
          onChange={(way) => onDraft({ ...draft, ways: { ...draft.ways, [path]: way } })}
        />
      ))}
      <Consequence draft={draft} />
    </>
  );
}

interface WayProps {
  label: string;
  /** Whether it can be asked for on another day. */
  possible: boolean;
  way: Way;
  onChange: (way: Way) => void;
}

function WayOf({ label, possible, way, onChange }: WayProps) {
  const say = t(wayWords);
  const offered: readonly Way[] = possible ? ['mend', 'ask_again', 'unknown'] : ['mend', 'unknown'];
  return (
    <fieldset class="way">
      <legend class="small strong">
        <span class="hidden">{say.how} </span>
        {label}
      </legend>
      <div class="chips">
        {offered.map((one) => (
          <Pill key={one} on={way === one} onClick={() => onChange(one)}>
            {say[one]}
          </Pill>
        ))}
      </div>
      {!possible && <p class="small soft">{say.period_over}</p>}
    </fieldset>
  );
}

/** What sending will do, where something is set to unknown. */
function Consequence({ draft }: { draft: ReturnDraft }) {
  const say = t(wayWords);
  if (!draft.paths.some((path) => draft.ways[path] === 'unknown')) return null;
  return <p class="small">{approvesRest(draft) ? say.approve_note : say.mixed_note}</p>;
}
