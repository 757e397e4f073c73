import { t } from '../../i18n';
import { Bdi, Button, Empty, Facts, LanguageChoice, useDocumentTitle } from '../../ui';
import { query, request } from '../http';
import { Loaded, useLoad } from '../load';
import { textOf } from '../names';
import type { Texts } from '../types';
import { words } from './words';
import './law.css';

interface Operator {
  readonly names: Texts;
  readonly address: string;
  readonly contact: string;
  readonly phone: string;
  readonly cndp_ref: string;
  readonly retention_months: number;
  readonly min_age: number;
}
interface Notice {
  readonly market: { readonly code: string; readonly names: Texts; readonly commune: Texts };
  /** `null`: whoever set the souk up has not said yet who answers for it. */
  readonly operator: Operator | null;
}

/** What the law wants said to everybody, without a sign-in: read on a screen, or printed and hung up. */
export function Law({ market }: { market: string | undefined }) {
  const notice = useLoad(() => request<Notice>(`/notice${query({ market })}`), market ?? '');
  const say = t(words);
  useDocumentTitle(say.title);
  return (
    <div class="desk">
      <main class="law">
        <div class="aside">
          <Button size="small" fit href="#/">
            {say.back}
          </Button>
          <Button size="small" fit icon="print" onClick={() => print()}>
            {say.print}
          </Button>
          <LanguageChoice />
        </div>
        {notice.problem?.code === 'not_found' ? (
          <Empty>{say.none}</Empty>
        ) : (
          <Loaded of={notice} rows={12}>
            {(found) => <Said notice={found} />}
          </Loaded>
        )}
      </main>
    </div>
  );
}

function Said({ notice: { market, operator } }: { notice: Notice }) {
  const say = t(words);
  const age = operator?.min_age ?? 18;
  return (
    <>
      <header>
        <p class="strong">
          <Bdi>{textOf(market.names)}</Bdi> · <Bdi>{textOf(market.commune)}</Bdi>
        </p>
        <h1 tabIndex={-1}>{say.title}</h1>
        <p class="soft">{say.law}</p>
      </header>
      <Part title={say.what} lines={[say.what_1, say.what_2, say.what_3]} />
      <Part title={say.not} lines={[say.not_1, say.not_2({ age }), say.not_3]} />
      <Part title={say.why} lines={[say.why_1]} />
      <Part title={say.free} lines={[say.free_1]} />
      <Part title={say.who} lines={[say.who_1, say.who_2, say.who_3, say.who_4]} />
      <Part
        title={say.long}
        lines={[operator ? say.months({ n: operator.retention_months }) : say.missing]}
      />
      <Part title={say.rights} lines={[say.rights_1, say.rights_2, say.rights_3]} />
      <section>
        <h2>{say.operator}</h2>
        {operator ? <Who operator={operator} /> : <p class="strong">{say.nobody}</p>}
      </section>
    </>
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {lines.length === 1 ? (
        <p>{lines[0]}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Who({ operator }: { operator: Operator }) {
  const say = t(words);
  const fact = (name: string, value: string) => ({
    name,
    value: value.trim() ? <Bdi>{value}</Bdi> : say.missing,
  });
  return (
    <Facts
      facts={[
        fact(say.operator, textOf(operator.names)),
        fact(say.address, operator.address),
        fact(say.contact, operator.contact),
        fact(say.phone, operator.phone),
        fact(say.reference, operator.cndp_ref),
      ]}
    />
  );
}
