import { useMemo, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choice, type ChoiceOption, Choices, FieldNotes, Icon, Sheet } from '../../ui';
import { choiceNamed, choicesOffered } from '../answers.ts';
import { looks } from '../look.ts';
import { answerWords, labelOf } from '../text.ts';
import type { Choice as FormChoice } from '../types.ts';
import { words } from '../words.ts';
import { LongList } from './LongList.tsx';
import { optionOf } from './options.tsx';
import type { WidgetProps } from './types.ts';

/** From so many choices on there is a field to search them. */
const SEARCHED = 12;
/** More than these do not stand beside each other on the narrowest phone. */
const ABREAST = 5;
const BESIDE = ['likert', 'list', 'list-nolabel'];
const PAIRED = ['columns', 'columns-2', 'columns-pack', 'compact', 'horizontal', 'quickcompact'];

export function Select(props: WidgetProps) {
  const { node, scope } = props.question;
  // Those that say "don't know" or "refused" stand below the line, not among the answers.
  const offered = useMemo(
    () => choicesOffered(node, scope).filter((choice) => !choice.rahba_status),
    [node, scope],
  );
  // Alone on a screen it has the room to stand open.
  return props.onPage && (looks(node, 'minimal') || offered.length > SEARCHED) ? (
    <Closed {...props} offered={offered} />
  ) : (
    <Open {...props} offered={offered} />
  );
}

interface OfferedProps extends WidgetProps {
  offered: readonly FormChoice[];
}

function Open({ offered, ...props }: OfferedProps) {
  const rows = (shown: readonly FormChoice[]) => <Rows {...props} shown={shown} />;
  return offered.length > SEARCHED ? (
    <LongList {...props} offered={offered} rows={rows} />
  ) : (
    rows(offered)
  );
}

/** Only the answer stands on the screen; the list is over it when it is wanted. */
function Closed(props: OfferedProps) {
  const { question, label, lang, answer, error, warning, onAnswer } = props;
  const say = t(words);
  const [open, setOpen] = useState(false);
  const several = question.node.type === 'select_multiple';
  const chosen = answer === undefined ? say.choose : answerWords(question, answer, lang);
  const given: WidgetProps['onAnswer'] = (value, go) => {
    if (!several) setOpen(false);
    onAnswer(value, go);
  };
  return (
    <div class="ask">
      <Button icon="list" label={`${label}: ${chosen}`} onClick={() => setOpen(true)}>
        <bdi>{chosen}</bdi>
      </Button>
      <FieldNotes id={question.path} error={error} warning={warning} />
      <Sheet open={open} title={label} onClose={() => setOpen(false)}>
        <div class="pad column">
          <Open {...props} error={undefined} warning={undefined} onAnswer={given} />
          {several && (
            <Button kind="main" icon="check" onClick={() => setOpen(false)}>
              {say.agree}
            </Button>
          )}
        </div>
      </Sheet>
    </div>
  );
}

interface RowsProps extends WidgetProps {
  shown: readonly FormChoice[];
}

function Rows({ shown, question, label, answer, error, warning, lang, onAnswer }: RowsProps) {
  const { node } = question;
  const options = shown.map((choice) => optionOf(question, choice, lang));
  const pairs = looks(node, ...PAIRED);
  const group = { legend: label, legendHidden: true, options, error, warning, pairs };
  const rows =
    node.type === 'select_one' ? (
      <Choice
        {...group}
        value={typeof answer === 'string' ? answer : null}
        onChange={(name) => onAnswer(name, looks(node, 'quick') ? 'go' : undefined)}
      />
    ) : (
      <Several {...group} question={question} answer={answer} onAnswer={onAnswer} />
    );
  const beside = looks(node, ...BESIDE) && shown.length <= ABREAST;
  return beside ? <div class="beside">{rows}</div> : rows;
}

interface SeveralProps extends Pick<WidgetProps, 'question' | 'answer' | 'onAnswer'> {
  legend: string;
  legendHidden: boolean;
  options: readonly ChoiceOption[];
}

function Several({ question, answer, onAnswer, ...group }: SeveralProps) {
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
  const choice = choiceNamed(node, value, scope);
  return (
    <p class="row">
      <Icon name="lock" size={20} />
      <bdi>{choice ? labelOf(form, choice.label, lang, value) : value}</bdi>
    </p>
  );
}
