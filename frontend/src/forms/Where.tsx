import { lang, t } from '../i18n';
import { Bdi, Button, Icon, ListRow, Sheet } from '../ui';
import { type Draft, shownOf } from './draft.ts';
import type { Question } from './evaluate.ts';
import { addInstance, headingOf, nameOf, removeInstance, trailOf } from './instances.ts';
import type { Interview } from './interview.ts';
import { isAnswered, type More, outlineOf, type Section } from './outline.ts';
import { instanceAt } from './steps.ts';
import { answerWords, textOf } from './text.ts';
import { words } from './words.ts';

interface WhereProps {
  interview: Interview;
  onClose: () => void;
}

/** Where one is: the sections with what is answered and what is not, and the way to each. */
export function Where({ interview, onClose }: WhereProps) {
  const { result, partial } = interview;
  const parts = outlineOf(result).filter((part) => 'questions' in part || !partial);
  return (
    <Sheet open title={t(words).where} onClose={onClose}>
      {parts.map((part, at) =>
        'questions' in part ? (
          <SectionOf key={at} section={part} interview={interview} onClose={onClose} />
        ) : (
          <MoreOf key={at} more={part} interview={interview} onClose={onClose} />
        ),
      )}
    </Sheet>
  );
}

interface SectionOfProps extends WhereProps {
  section: Section;
}

/** Open where one is, so that the sheet is short also for a long form. */
function SectionOf({ section, interview, onClose }: SectionOfProps) {
  const { result, draft, page, goTo } = interview;
  const { around, questions } = section;
  const say = t(words);
  const answered = questions.filter((question) => isAnswered(question, draft)).length;
  const isHere = questions.some(({ path }) => page.some((shown) => shown.path === path));
  const open = (question: Question) => {
    goTo(question.path);
    onClose();
  };
  return (
    <details class="section-of" open={isHere || around.length === 0}>
      <summary>
        <span class="main">{trailOf(interview, around, lang.value) || say.no_section_name}</span>
        <span class="mini soft">{say.answered_of({ n: answered, total: questions.length })}</span>
        <Icon name="down" size={20} />
      </summary>
      {questions.map((question) => (
        <ListRow
          key={question.path}
          lead={<Icon name={isAnswered(question, draft) ? 'check' : 'unset'} />}
          title={<Bdi>{textOf(question.scope, question.node.source.label, lang.value)}</Bdi>}
          second={<Bdi>{saidAt(question, draft, result.values[question.path])}</Bdi>}
          onClick={() => open(question)}
        />
      ))}
      <Remove section={section} interview={interview} />
    </details>
  );
}

function Remove({ section, interview }: Omit<SectionOfProps, 'onClose'>) {
  const { result } = interview;
  const last = section.around[section.around.length - 1];
  const index = result.questions.findIndex(({ path }) => path === section.questions[0]?.path);
  const instance = instanceAt(result, index);
  if (last?.node.type !== 'repeat' || !instance?.mayRemove) return null;
  const label = nameOf(interview, last, lang.value);
  return (
    <Button
      kind="quiet"
      size="small"
      icon="cross"
      fit
      onClick={() => removeInstance(interview, instance, label)}
    >
      {t(words).remove({ label })}
    </Button>
  );
}

function MoreOf({ more, interview, onClose }: WhereProps & { more: More }) {
  const { around, repeat, outer, count } = more;
  const say = t(words);
  const language = lang.value;
  const label = headingOf(
    interview.result,
    { node: repeat, indices: [...outer, count + 1] },
    language,
  );
  const add = () => {
    addInstance(interview, repeat, outer, count);
    onClose();
  };
  return (
    <div class="pad">
      {around.length > 0 && <p class="mini soft">{trailOf(interview, around, language)}</p>}
      {count === 0 && <p class="small">{say.none_of({ label })}</p>}
      <Button icon="plus" size="small" onClick={add}>
        {say.add({ label })}
      </Button>
    </div>
  );
}

/** What is said at a question, as far as it may be seen. */
function saidAt(question: Question, draft: Draft, calculated: string | undefined): string {
  const say = t(words);
  const { path } = question;
  if (draft.masked?.[path]) return say.hidden_answer;
  const told = draft.status[path];
  if (told) return told === 'unknown' ? say.told_unknown : say[told];
  const answer = shownOf(draft).answers[path] ?? calculated;
  return answer === undefined ? say.not_answered : answerWords(question, answer, lang.value);
}
