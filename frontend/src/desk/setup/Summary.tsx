import { lang, localeOf, t } from '../../i18n';
import { Bdi, Button, type Children, Facts } from '../../ui';
import { textOf } from '../names';
import type { SetupState } from './api';
import type { Draft } from './draft';
import { AddressNote, weekdayNames } from './steps';
import { words } from './words';

interface SummaryProps {
  draft: Draft;
  sections: SetupState['sections'];
  go: (step: number) => void;
}

/** All that will be written, page by page, each with its way back. */
export function Summary({ draft, sections, go }: SummaryProps) {
  const say = t(words);
  const days = weekdayNames();
  const name = (code: string) => textOf(sections.find((known) => known.code === code)?.names);
  const both = (ar: string, fr: string) => (
    <>
      <Bdi>{ar}</Bdi> · <Bdi>{fr}</Bdi>
    </>
  );
  return (
    <>
      <Part title={say.souk} step={0} go={go}>
        <Facts
          facts={[
            { name: say.souk, value: both(draft.name_ar, draft.name_fr) },
            { name: say.commune, value: both(draft.commune_ar, draft.commune_fr) },
            {
              name: say.weekdays,
              value: inOneLine([...draft.weekdays].sort().map((n) => days[Number(n) - 1] ?? n)),
            },
          ]}
        />
      </Part>
      <Part title={say.sections} step={1} go={go}>
        <Facts
          facts={draft.sections
            .filter(({ on }) => on)
            .map(({ code, lanes }) => ({
              name: name(code),
              value: say.lanes_count({ n: Number(lanes) }),
            }))}
        />
      </Part>
      <Part title={say.operator} step={2} go={go}>
        <Facts
          facts={[
            { name: say.operator, value: both(draft.operator_ar, draft.operator_fr) },
            { name: say.address, value: <Bdi>{draft.address}</Bdi> },
            { name: say.contact, value: <Bdi>{draft.contact}</Bdi> },
            { name: say.phone, value: <Bdi>{draft.phone}</Bdi> },
            { name: say.months, value: say.retention({ n: Number(draft.months) }) },
            { name: say.reference, value: <Bdi>{draft.reference}</Bdi> },
          ]}
        />
      </Part>
      <Part title={say.entrance} step={3} go={go}>
        <Facts
          facts={[
            { name: say.public_address, value: <Bdi>{draft.public_address}</Bdi> },
            { name: say.coach, value: both(draft.coach_ar, draft.coach_latin) },
            { name: say.login, value: <Bdi>{draft.login}</Bdi> },
          ]}
        />
        <AddressNote address={draft.public_address} />
      </Part>
    </>
  );
}

/** `vendredi et dimanche`, as the language lists things. */
function inOneLine(parts: readonly string[]): string {
  return new Intl.ListFormat(localeOf(lang.value)).format(parts);
}

interface PartProps {
  title: string;
  step: number;
  go: (step: number) => void;
  children: Children;
}

function Part({ title, step, go, children }: PartProps) {
  return (
    <section class="said">
      <div class="head">
        <h2>{title}</h2>
        <Button kind="quiet" size="small" fit icon="edit" onClick={() => go(step)}>
          {t(words).change}
        </Button>
      </div>
      {children}
    </section>
  );
}
