import type { Rule } from '../../forms/asking';
import { formatDay, formatNumber, t } from '../../i18n';
import { type Column, Table } from '../../ui';
import { Wide } from '../Wide';
import { whereName } from './asked-names';
import { words } from './asking-words';
import type { FormProgress, SectionProgress } from './types';

/** How far asking has come: each section against what is wanted of it. */
export function Progress({ progress, rule }: { progress: FormProgress; rule: Rule }) {
  const say = t(words);
  const { since, until, sections } = progress;
  const counted: readonly (readonly [keyof typeof TOTAL_OF, string])[] = [
    ['known', say.known],
    ...(rule === 'everyone' ? [] : ([['wanted', say.wanted]] as const)),
    ['asked', say.asked],
    ['answered', say.answered],
    ['refused', say.refused],
    ['left', say.left],
    ...(rule === 'everyone' ? [] : ([['to_ask', say.to_ask]] as const)),
  ];
  const columns: Column<SectionProgress>[] = [
    {
      key: 'section',
      head: say.section,
      header: true,
      cell: ({ section }) => (section === ALL ? say.all : whereName(section)),
    },
    ...counted.map(
      ([key, head]): Column<SectionProgress> => ({
        key,
        head,
        number: true,
        cell: (row) => formatNumber(TOTAL_OF[key](row)),
      }),
    ),
  ];
  return (
    <>
      <h3 class="part strong">{say.progress}</h3>
      <p class="small soft">
        {since && until && say.between({ from: formatDay(since), to: formatDay(until) })}
        {since && !until && say.since({ from: formatDay(since) })}
        {!since && say.ever}
      </p>
      <Wide label={say.progress}>
        <Table
          caption={say.progress}
          columns={columns}
          rows={sections}
          rowKey={({ section }) => section}
          foot={sumOf(sections)}
        />
      </Wide>
    </>
  );
}

const ALL = '*';

const TOTAL_OF = {
  known: (row: SectionProgress) => row.known,
  wanted: (row: SectionProgress) => row.wanted ?? 0,
  asked: (row: SectionProgress) => row.answered + row.refused + row.left,
  answered: (row: SectionProgress) => row.answered,
  refused: (row: SectionProgress) => row.refused,
  left: (row: SectionProgress) => row.left,
  to_ask: (row: SectionProgress) => row.to_ask,
};

function sumOf(sections: readonly SectionProgress[]): SectionProgress {
  const sum = (count: (row: SectionProgress) => number) =>
    sections.reduce((total, row) => total + count(row), 0);
  return {
    section: ALL,
    known: sum(TOTAL_OF.known),
    answered: sum(TOTAL_OF.answered),
    refused: sum(TOTAL_OF.refused),
    left: sum(TOTAL_OF.left),
    to_ask: sum(TOTAL_OF.to_ask),
    wanted: sum(TOTAL_OF.wanted),
  };
}
