import { navigate } from 'wouter-preact/use-hash-location';
import { formatDay, t } from '../../i18n';
import { Button, SelectField, Sheet } from '../../ui';
import { readDays, readTeam } from '../api';
import { KINDS, kindName } from '../kinds';
import { useLoad } from '../load';
import { nameOf, sectionName, stateName } from '../names';
import { addressOf } from '../routes';
import { trades } from '../trades';
import type { Step } from '../types';
import type { Criteria } from './Review';
import { words } from './words';

interface FilterSheetProps {
  open: boolean;
  date: string;
  step: Step;
  criteria: Criteria;
  onCriteria: (criteria: Criteria) => void;
  onClose: () => void;
}

/** Which part of the queue is shown: day, kind, section, author, and the state where all are. */
export function FilterSheet(props: FilterSheetProps) {
  const say = t(words);
  return (
    <Sheet
      open={props.open}
      title={say.filters}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="main" onClick={props.onClose}>
            {say.show}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              props.onCriteria({});
              props.onClose();
            }}
          >
            {say.clear_filters}
          </Button>
        </>
      }
    >
      <Fields {...props} />
    </Sheet>
  );
}

const STATES = ['received', 'returned', 'approved', 'rejected', 'cancelled'] as const;

/** Its lists are read when the sheet opens: the sheet draws its content only then. */
function Fields({ date, step, criteria, onCriteria }: FilterSheetProps) {
  const days = useLoad(readDays, 'days');
  const team = useLoad(readTeam, 'team');
  const say = t(words);
  const any = { value: '', label: say.any };
  const field = (
    key: keyof Criteria,
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <SelectField
      label={label}
      value={criteria[key] ?? ''}
      onChange={(value) => onCriteria({ ...criteria, [key]: value })}
      options={[any, ...options]}
    />
  );
  return (
    <>
      <SelectField
        label={say.day}
        value={date}
        onChange={(value) => navigate(addressOf('review', value, step).slice(1))}
        options={[
          { value: 'all', label: say.all_days },
          ...(days.data ?? []).map((day) => ({
            value: day.date,
            label: formatDay(day.date, 'full'),
          })),
        ]}
      />
      {field(
        'kind',
        say.kind,
        Object.keys(KINDS).map((kind) => ({ value: kind, label: kindName(kind) })),
      )}
      {field(
        'section',
        say.section,
        [...trades.value.sections.keys()].map((code) => ({
          value: code,
          label: sectionName(code),
        })),
      )}
      {field(
        'author',
        say.author,
        (team.data?.people ?? []).map((person) => ({ value: person.id, label: nameOf(person) })),
      )}
      {step === 'all' &&
        field(
          'state',
          say.state,
          STATES.map((state) => ({ value: state, label: stateName(state) })),
        )}
    </>
  );
}
