import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { lang, t } from '../i18n';
import { Banner, Bar, Bdi, Button, Progress, Quote } from '../ui';
import { Apart } from './Apart.tsx';
import { shownOf, withAnswer } from './draft.ts';
import type { Question } from './evaluate.ts';
import { addInstance, headingOf, nameOf, removeInstance, trailOf } from './instances.ts';
import type { FieldComment, Interview } from './interview.ts';
import { isTold, isTyped } from './look.ts';
import { Media } from './Media.tsx';
import { errorOf, warningOf } from './messages.ts';
import { aroundPage, headOf } from './pages.ts';
import { type Instance, instanceAt, instancesAt, progressAt } from './steps.ts';
import { textOf } from './text.ts';
import { Where } from './Where.tsx';
import { Widget } from './widgets/Widget.tsx';
import { words } from './words.ts';

interface AskedProps {
  interview: Interview;
  comments: readonly FieldComment[];
  headingRef: Ref<HTMLHeadingElement>;
  onNext: () => void;
}

/** The screen at hand: how far one is, what is asked, what the coach said of it, the ways to answer. */
export function Asked(props: AskedProps) {
  const { interview } = props;
  const { page, result, index } = interview;
  return (
    <div class="column pad air">
      <Steps interview={interview} />
      {page.length > 1 ? <Several {...props} /> : <One {...props} />}
      <Ending outcome={result.outcome} />
      <Another instances={instancesAt(result, index + page.length - 1)} interview={interview} />
    </div>
  );
}

/** From so many questions on, their squares would be no wider than a hair. */
const SQUARES = 48;

function Steps({ interview }: { interview: Interview }) {
  const { result, index, page } = interview;
  const asked = page.filter(({ node }) => !isTold(node));
  const [open, setOpen] = useState(false);
  const { done, total } = progressAt(result, index);
  const say = t(words);
  const label = say.question_of({ n: Math.min(done + 1, total), total });
  return (
    <div>
      {total > SQUARES ? (
        <Bar value={done} max={total} label={label} />
      ) : (
        <Progress done={done} total={total} label={label} />
      )}
      <div class="row between">
        <p class="mini soft">{page.length > 1 ? say.page({ n: asked.length }) : label}</p>
        <Button kind="quiet" size="small" icon="list" fit onClick={() => setOpen(true)}>
          {say.contents}
        </Button>
      </div>
      {open && <Where interview={interview} onClose={() => setOpen(false)} />}
    </div>
  );
}

function One({ interview, headingRef, ...props }: AskedProps) {
  const [question] = interview.page;
  if (!question) return null;
  return (
    <>
      <Trail interview={interview} />
      <h2 class="q" tabIndex={-1} ref={headingRef}>
        <Bdi>{textOf(question.scope, question.node.source.label, lang.value)}</Bdi>
      </h2>
      <Answering interview={interview} question={question} {...props} />
    </>
  );
}

/** A page: its own heading, and below it one question after the other. */
function Several({ interview, headingRef, ...props }: AskedProps) {
  const { page, result, draft, change } = interview;
  const language = lang.value;
  const group = headOf(page);
  return (
    <>
      <Trail interview={interview} />
      <h2 class={group ? 'q' : 'hidden'} tabIndex={-1} ref={headingRef}>
        <Bdi>{group ? headingOf(result, group, language) : t(words).where_page}</Bdi>
      </h2>
      {page.filter(isShown).map((question) => (
        <section
          key={question.path}
          class="column in-page"
          data-here={draft.at === question.path ? '' : undefined}
        >
          <h3>
            <Bdi>{textOf(question.scope, question.node.source.label, language)}</Bdi>
          </h3>
          <Answering interview={interview} question={question} {...props} />
          {!isTold(question.node) && (
            <Apart question={question} draft={shownOf(draft)} lang={language} onChange={change} />
          )}
        </section>
      ))}
    </>
  );
}

/** The head of a table has no words of its own where pyxform wrote it. */
const isShown = ({ node, scope }: Question): boolean =>
  !isTold(node) || textOf(scope, node.source.label, lang.value) !== '';

interface AnsweringProps extends Pick<AskedProps, 'interview' | 'comments' | 'onNext'> {
  question: Question;
}

function Answering({ interview, question, comments, onNext }: AnsweringProps) {
  const { result, draft, page, flaws, doubted, change, changeAndGo } = interview;
  const { node, path, scope } = question;
  const language = lang.value;
  const hint = textOf(scope, node.source.hint, language);
  const answer = shownOf(draft).answers[path];
  const flaw = flaws[path];
  const isDoubted = doubted.includes(path);
  return (
    <>
      {hint && (
        <p class="small soft">
          <Bdi>{hint}</Bdi>
        </p>
      )}
      <Media question={question} lang={language} />
      <Spoken comments={comments.filter((comment) => comment.path === path)} />
      {draft.masked?.[path] && <Banner icon="lock">{t(words).masked}</Banner>}
      {draft.carried?.[path] && <Banner icon="info">{t(words).carried}</Banner>}
      {draft.status[path] === 'unknown' && <Banner icon="info">{t(words).set_unknown}</Banner>}
      {!isTold(node) && (
        <Widget
          key={path}
          question={question}
          result={result}
          onPage={page.length > 1}
          lang={language}
          label={textOf(scope, node.source.label, language)}
          answer={answer}
          error={flaw ? errorOf(question, flaw, language) : undefined}
          warning={isDoubted ? warningOf(question, answer, language) : undefined}
          onAnswer={(given, go) => {
            const answered = withAnswer(draft, path, given);
            if (go && page.length === 1) changeAndGo(answered);
            else change(answered, isTyped(node) ? 'typing' : undefined);
          }}
          onNext={onNext}
        />
      )}
    </>
  );
}

/** What the coach said of a field. */
function Spoken({ comments }: { comments: readonly FieldComment[] }) {
  return (
    <>
      {comments.map((comment) => (
        <Quote key={comment.text} from={comment.at ? t(words).comment_from(comment) : comment.by}>
          <Bdi>{comment.text}</Bdi>
        </Quote>
      ))}
    </>
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

/** «House › Member 2 · Fatima», and the way to take the instance out again. */
function Trail({ interview }: { interview: Interview }) {
  const { page, result, index } = interview;
  const around = aroundPage(page);
  const above = headOf(page) ? around.slice(0, -1) : around;
  const instance = instanceAt(result, index);
  if (above.length === 0) return null;
  const label = instance && nameOf(interview, { node: instance.repeat, ...instance }, lang.value);
  return (
    <div class="row between">
      <p class="strong">{trailOf(interview, above, lang.value)}</p>
      {instance?.mayRemove && label && (
        <Button
          kind="quiet"
          size="small"
          icon="cross"
          fit
          label={t(words).remove({ label })}
          onClick={() => removeInstance(interview, instance, label)}
        >
          {t(words).remove_short}
        </Button>
      )}
    </div>
  );
}

interface AnotherProps {
  instances: readonly Instance[];
  interview: Interview;
}

/** Behind the last question of an instance: another one, of each repeat that ends here. */
function Another({ instances, interview }: AnotherProps) {
  const addable = instances.filter(({ mayAdd }) => mayAdd).reverse();
  const add = ({ repeat, indices, count }: Instance) => {
    if (interview.page.some(({ problem }) => problem)) interview.next();
    else addInstance(interview, repeat, indices.slice(0, -1), count);
  };
  return (
    <>
      {addable.map((instance) => {
        const one = { node: instance.repeat, indices: instance.indices };
        return (
          <Button key={instance.repeat.path} icon="plus" size="small" onClick={() => add(instance)}>
            {t(words).add({ label: headingOf(interview.result, one, lang.value) })}
          </Button>
        );
      })}
    </>
  );
}
