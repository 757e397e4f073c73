import type { Ref } from 'preact';
import { lang, t } from '../i18n';
import { Banner, Bdi, Button, Progress, Quote } from '../ui';
import { type Draft, shownOf, withAnswer, withInstance, withoutInstance } from './draft.ts';
import type { Question } from './evaluate.ts';
import { keyOf } from './form.ts';
import type { FieldComment, Interview } from './interview.ts';
import { errorOf, warningOf } from './messages.ts';
import { type Instance, instanceAt, progressAt } from './steps.ts';
import { textOf } from './text.ts';
import { Widget } from './widgets/Widget.tsx';
import { words } from './words.ts';

interface AskedProps {
  interview: Interview;
  question: Question;
  comments: readonly FieldComment[];
  headingRef: Ref<HTMLHeadingElement>;
  onNext: () => void;
}

/** The question at hand: how far one is, what is asked, what the coach said of it, the ways to answer. */
export function Asked({ interview, question, comments, headingRef, onNext }: AskedProps) {
  const { result, draft, index, flaw, doubted, change } = interview;
  const { node, path, scope } = question;
  const language = lang.value;
  const label = textOf(scope, node.source.label, language);
  const hint = textOf(scope, node.source.hint, language);
  const answer = shownOf(draft).answers[path];
  return (
    <div class="column pad air">
      <Steps interview={interview} />
      <Where instance={instanceAt(result, index)} interview={interview} />
      <h2 class="q" tabIndex={-1} ref={headingRef}>
        {label}
      </h2>
      {hint && <p class="small soft">{hint}</p>}
      {comments
        .filter((comment) => comment.path === path)
        .map((comment) => (
          <Quote key={comment.text} from={comment.at ? t(words).comment_from(comment) : comment.by}>
            <Bdi>{comment.text}</Bdi>
          </Quote>
        ))}
      {draft.masked?.[path] && <Banner icon="lock">{t(words).masked}</Banner>}
      {draft.status[path] === 'unknown' && <Banner icon="info">{t(words).set_unknown}</Banner>}
      <Widget
        key={path}
        question={question}
        result={result}
        lang={language}
        label={label}
        answer={answer}
        error={flaw ? errorOf(question, flaw, language) : undefined}
        warning={doubted ? warningOf(question, answer, language) : undefined}
        onAnswer={(given) => change(withAnswer(draft, path, given))}
        onNext={onNext}
      />
      <Ending outcome={result.outcome} />
      <Another instance={instanceAt(result, index)} interview={interview} />
    </div>
  );
}

function Steps({ interview }: { interview: Interview }) {
  const { done, total } = progressAt(interview.result, interview.index);
  const label = t(words).question_of({ n: Math.min(done + 1, total), total });
  return (
    <div>
      <Progress done={done} total={total} label={label} />
      <p class="mini soft">{label}</p>
    </div>
  );
}

/** What the form does with the answer just given, before it does it. */
function Ending({ outcome }: { outcome: string }) {
  if (!outcome) return null;
  const say = t(words);
  return (
    <Banner icon="info" live>
      {outcome === 'discarded' ? say.discard : say.refusal}
    </Banner>
  );
}

interface InstanceProps {
  instance: Instance | null;
  interview: Interview;
}

/** «Member 2», and the way to take it out again. */
function Where({ instance, interview }: InstanceProps) {
  if (!instance) return null;
  const say = t(words);
  const label = nameOf(instance, interview);
  const n = instance.indices[instance.indices.length - 1] ?? 1;
  const named = say.instance({ label, n });
  const remove = () => {
    const { repeat, indices, count } = instance;
    interview.change(withoutInstance(interview.draft, repeat, indices, count));
  };
  return (
    <div class="row between">
      <p class="strong">{named}</p>
      {instance.mayRemove && (
        <Button kind="quiet" size="small" icon="cross" fit onClick={remove}>
          {say.remove({ label: named })}
        </Button>
      )}
    </div>
  );
}

function Another({ instance, interview }: InstanceProps) {
  if (!instance?.mayAdd) return null;
  const add = () => {
    if (interview.question?.problem) interview.next();
    else interview.change(added(interview, instance));
  };
  return (
    <Button icon="plus" size="small" onClick={add}>
      {t(words).add({ label: nameOf(instance, interview) })}
    </Button>
  );
}

/** One instance more, and on to its first question. */
function added({ draft }: Interview, { repeat, indices, count }: Instance): Draft {
  const outer = indices.slice(0, -1);
  const first = firstQuestion(repeat);
  const at = first ? keyOf(first, [...outer, count + 1]) : draft.at;
  return { ...withInstance(draft, repeat, outer, count), at };
}

type Node = Instance['repeat'];

function firstQuestion(node: Node): Node | undefined {
  return node.children
    .map((child) => (child.type === 'group' ? firstQuestion(child) : child))
    .find((child) => child && child.type !== 'calculate');
}

function nameOf({ repeat, indices }: Instance, { result }: Interview): string {
  const scope = { run: result.run, key: keyOf(repeat, indices), indices };
  return textOf(scope, repeat.source.label, lang.value) || repeat.path.split('/').pop() || '';
}
