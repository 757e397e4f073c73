import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choice, SearchField, SectionTile } from '../../ui';
import { choicesFound, readyAll } from '../find.ts';
import { labelOf } from '../text.ts';
import type { Choice as FormChoice } from '../types.ts';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

/** More rows than this are not drawn: thousands would freeze a small phone. */
const DRAWN = 40;
const NO_SECTION = '';

interface LongListProps extends WidgetProps {
  offered: readonly FormChoice[];
  rows: (shown: readonly FormChoice[]) => ComponentChildren;
}

/** First the section, then the choice; or what is typed, over all of them. What is chosen stays in sight. */
export function LongList({ offered, rows, ...props }: LongListProps) {
  const say = t(words);
  const [query, setQuery] = useState('');
  const chosen = [props.answer].flat();
  const [section, setSection] = useState<string | null>(
    () => offered.find((choice) => chosen.includes(choice.name))?.section?.toString() ?? null,
  );
  const sections = useMemo(() => [...new Set(offered.map(sectionOf))], [offered]);
  const found = useMemo(() => choicesFound(offered, query), [offered, query]);
  useEffect(() => readyAll(offered), [offered]);
  const field = (
    <SearchField label={say.search} placeholder={say.search} value={query} onInput={setQuery} />
  );
  const bySection = sections.length > 1 && query === '';
  if (bySection && section === null) {
    return (
      <>
        {field}
        <Sections {...props} sections={sections} onPick={setSection} />
      </>
    );
  }
  const within = bySection ? offered.filter((choice) => sectionOf(choice) === section) : found;
  const shown = within.slice(0, DRAWN);
  const apart = offered.filter((one) => chosen.includes(one.name) && !shown.includes(one));
  const more = within.length - shown.length;
  return (
    <>
      {field}
      {bySection && (
        <Button kind="quiet" size="small" icon="list" fit onClick={() => setSection(null)}>
          {say.sections}
        </Button>
      )}
      {within.length === 0 && <p class="soft">{say.nothing_found}</p>}
      {rows([...apart, ...shown])}
      {more > 0 && <p class="small soft">{say.search_more({ n: more })}</p>}
    </>
  );
}

const sectionOf = (choice: FormChoice): string => String(choice.section ?? NO_SECTION);

interface SectionsProps extends WidgetProps {
  sections: readonly string[];
  onPick: (section: string) => void;
}

function Sections({ sections, question, lang, label, error, warning, onPick }: SectionsProps) {
  const { form } = question.scope.run;
  const names = form.choices.get('section');
  const options = sections.map((code) => ({
    value: code,
    label: code
      ? labelOf(form, names?.get(code)?.[0]?.label ?? {}, lang, code)
      : t(words).no_section,
    lead: code ? <SectionTile section={code} /> : undefined,
  }));
  const group = { legend: label, legendHidden: true, options, error, warning };
  return <Choice {...group} value={null} onChange={onPick} />;
}
