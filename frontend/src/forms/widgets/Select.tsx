import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import {
  Button,
  Choice,
  type ChoiceOption,
  Choices,
  Icon,
  SearchField,
  SectionTile,
} from '../../ui';
import { choicesOffered } from '../answers.ts';
import { choicesFound } from '../find.ts';
import type { Form } from '../form.ts';
import { labelOf } from '../text.ts';
import type { Choice as FormChoice } from '../types.ts';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

/** From so many choices on there is a field to search them. */
const SEARCHED = 12;
/** More rows than this are not drawn: thousands would freeze a small phone. */
const DRAWN = 40;
const NO_SECTION = '';

export function Select(props: WidgetProps) {
  const { question } = props;
  // Those that say "don't know" or "refused" stand below the line, not among the answers.
  const offered = choicesOffered(question.node, question.scope).filter((c) => !c.rahba_status);
  return offered.length > SEARCHED ? (
    <LongList key={question.path} {...props} offered={offered} />
  ) : (
    <Rows {...props} shown={offered} />
  );
}

interface RowsProps extends WidgetProps {
  shown: readonly FormChoice[];
}

function Rows({ shown, question, label, answer, error, warning, lang, onAnswer }: RowsProps) {
  const { form } = question.scope.run;
  const options = shown.map((choice) => optionOf(form, choice, lang));
  const group = { legend: label, legendHidden: true, options, error, warning };
  if (question.node.type === 'select_one') {
    return (
      <Choice {...group} value={typeof answer === 'string' ? answer : null} onChange={onAnswer} />
    );
  }
  const kept = Array.isArray(answer) ? (answer as string[]) : [];
  const apart = new Set(question.node.choices.filter((c) => c.rahba_status).map((c) => c.name));
  return (
    <Choices
      {...group}
      values={kept}
      onChange={(values) => onAnswer(values.filter((name) => !apart.has(name)))}
    />
  );
}

interface LongListProps extends WidgetProps {
  offered: readonly FormChoice[];
}

/** First the section, then the choice; or what is typed, over all of them. What is chosen stays in sight. */
function LongList({ offered, ...props }: LongListProps) {
  const say = t(words);
  const [query, setQuery] = useState('');
  const chosen = [props.answer].flat();
  const [section, setSection] = useState<string | null>(
    () => offered.find((choice) => chosen.includes(choice.name))?.section?.toString() ?? null,
  );
  const sections = [...new Set(offered.map((choice) => String(choice.section ?? NO_SECTION)))];
  const bySection = sections.length > 1 && query === '';
  if (bySection && section === null) {
    return (
      <>
        <SearchField label={say.search} placeholder={say.search} value={query} onInput={setQuery} />
        <Sections {...props} offered={offered} sections={sections} onPick={setSection} />
      </>
    );
  }
  const within = bySection
    ? offered.filter((choice) => String(choice.section ?? NO_SECTION) === section)
    : choicesFound(offered, query);
  const inSight = new Set(within.slice(0, DRAWN));
  const shown = offered.filter((choice) => inSight.has(choice) || chosen.includes(choice.name));
  const more = within.length - Math.min(within.length, DRAWN);
  return (
    <>
      <SearchField label={say.search} placeholder={say.search} value={query} onInput={setQuery} />
      {bySection && (
        <Button kind="quiet" size="small" icon="list" fit onClick={() => setSection(null)}>
          {say.sections}
        </Button>
      )}
      {within.length === 0 && <p class="soft">{say.nothing_found}</p>}
      <Rows {...props} shown={shown} />
      {more > 0 && <p class="small soft">{say.search_more({ n: more })}</p>}
    </>
  );
}

interface SectionsProps extends LongListProps {
  sections: readonly string[];
  onPick: (section: string) => void;
}

function Sections({ sections, question, lang, label, error, warning, onPick }: SectionsProps) {
  const { form } = question.scope.run;
  const names = form.choices.get('section');
  const options = sections.map((code) => ({
    value: code,
    label: code ? labelOf(form, names?.get(code)?.label ?? {}, lang, code) : t(words).no_section,
    lead: code ? <SectionTile section={code} /> : undefined,
  }));
  const group = { legend: label, legendHidden: true, options, error, warning };
  return <Choice {...group} value={null} onChange={onPick} />;
}

/** Choices put in order by pressing them one after the other. */
export function Rank({ question, label, answer, error, warning, lang, onAnswer }: WidgetProps) {
  const say = t(words);
  const { form } = question.scope.run;
  const order = Array.isArray(answer) ? (answer as string[]) : [];
  const options = choicesOffered(question.node, question.scope).map((choice) => ({
    ...optionOf(form, choice, lang),
    lead: order.includes(choice.name) ? (
      <b class="num">{order.indexOf(choice.name) + 1}</b>
    ) : undefined,
  }));
  return (
    <>
      <p class="small soft">{say.rank_hint}</p>
      <Choices
        legend={label}
        legendHidden
        options={options}
        error={error}
        warning={warning}
        values={order}
        onChange={onAnswer}
      />
    </>
  );
}

/** One thing to confirm. */
export function Acknowledge({ label, answer, error, warning, onAnswer }: WidgetProps) {
  const options: ChoiceOption[] = [{ value: 'OK', label: t(words).agree }];
  return (
    <Choices
      legend={label}
      legendHidden
      options={options}
      error={error}
      warning={warning}
      values={answer === 'OK' ? ['OK'] : []}
      onChange={(values) => onAnswer(values[0] ?? null)}
    />
  );
}

/** A value that the form sets and nobody changes. */
export function Fixed({ question, result, lang }: WidgetProps) {
  const { node, path, scope } = question;
  const { form } = scope.run;
  const value = result.values[path] ?? scope.run.stored(path);
  const choice = form.choices.get(node.source.choices ?? '')?.get(value);
  return (
    <p class="row">
      <Icon name="lock" size={20} />
      <bdi>{choice ? labelOf(form, choice.label, lang, value) : value}</bdi>
    </p>
  );
}

function optionOf(form: Form, choice: FormChoice, lang: string): ChoiceOption {
  return { value: choice.name, label: labelOf(form, choice.label, lang, choice.name) };
}
