import { t } from '../i18n';
import { Button } from '../ui';
import { choicesOffered } from './answers.ts';
import { type Draft, withAnswer, withStatus } from './draft.ts';
import type { Question } from './evaluate.ts';
import { labelOf } from './text.ts';
import { words } from './words.ts';

interface ApartProps {
  question: Question;
  draft: Draft;
  lang: string;
  onChange: (draft: Draft) => void;
}

interface Way {
  readonly name: string;
  readonly label: string;
  readonly on: boolean;
  readonly draft: Draft;
}

/** Below the line, not among the answers: "don't know" and "refused", where the question offers them. */
export function Apart(props: ApartProps) {
  const ways = [...choiceWays(props), ...statusWays(props)];
  if (!ways.length) return null;
  return (
    <div class="row middle">
      {ways.map(({ name, label, on, draft }) => (
        <Button
          key={name}
          kind={on ? 'plain' : 'quiet'}
          size="small"
          icon={on ? 'check' : undefined}
          pressed={on}
          onClick={() => props.onChange(draft)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

/** Choices of the list that say so themselves. */
function choiceWays({ question, draft, lang }: ApartProps): Way[] {
  const { node, path, scope } = question;
  const several = node.type === 'select_multiple';
  return choicesOffered(node, scope)
    .filter((choice) => choice.rahba_status)
    .map((choice) => {
      const on = [draft.answers[path]].flat().includes(choice.name);
      const answer = several ? [choice.name] : choice.name;
      return {
        name: choice.name,
        label: labelOf(scope.run.form, choice.label, lang, choice.name),
        on,
        draft: withAnswer(draft, path, on ? null : answer),
      };
    });
}

/** A status instead of an answer, for what has no list. */
function statusWays({ question, draft }: ApartProps): Way[] {
  const { node, path } = question;
  return (node.source.status ?? []).map((status) => {
    const on = draft.status[path] === status;
    return {
      name: status,
      label: t(words)[status],
      on,
      draft: on ? withAnswer(draft, path, null) : withStatus(draft, path, status),
    };
  });
}
