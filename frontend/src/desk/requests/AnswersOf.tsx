import { formatDay, t } from '../../i18n';
import { Empty, Facts, Num } from '../../ui';
import { KINDS } from '../kinds';
import { stateName } from '../names';
import type { Answers } from './api';
import { words } from './words';

/** The answers of one person under the code of the card: no name stands on this sheet. */
export function AnswersOf({ answers: { badge, responses } }: { answers: Answers }) {
  const say = t(words);
  return (
    <>
      <p class="soft">{say.answers_note}</p>
      <Facts facts={[{ name: say.badge, value: badge ? <Num>{badge}</Num> : '—' }]} />
      {responses.length === 0 && <Empty>{say.no_answers}</Empty>}
      {responses.map(({ souk_date, state, form, body }) => (
        <section key={souk_date}>
          <h2 class="part">
            {formatDay(souk_date, 'full')} · {stateName(state)}
          </h2>
          <Facts
            facts={(KINDS.survey?.fields(body, { form, title: {} }) ?? []).map(
              ({ label, value }) => ({ name: label, value: <bdi>{value}</bdi> }),
            )}
          />
        </section>
      ))}
    </>
  );
}
