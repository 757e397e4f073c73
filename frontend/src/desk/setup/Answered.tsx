import { useState } from 'preact/hooks';
import { lang, t } from '../../i18n';
import { Bdi, Button, Facts, Sheet } from '../../ui';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { textOf } from '../names';
import { answersWords } from './answers-words';
import { type Answers, changeAnswers, readAnswers } from './api';
import { type Faults, faultsOfAnswers, withoutFaults } from './check';
import { answersOf, type Draft, draftOfAnswers } from './draft';
import { AddressField, OperatorStep } from './steps';
import { words } from './words';
import './setup.css';

/** What was said at set-up of who answers for the data: read, and said anew when it changes. */
export function Answered() {
  const answers = useLoad(readAnswers, 'answers');
  const [changing, setChanging] = useState(false);
  const say = t(answersWords);
  return (
    <section>
      <h2 class="part">{say.title}</h2>
      <Loaded of={answers} rows={3}>
        {(found) => (
          <>
            <Said answers={found} />
            <div class="to-change">
              <Button size="small" fit icon="edit" onClick={() => setChanging(true)}>
                {say.change}
              </Button>
            </div>
            {changing && (
              <ChangeSheet
                answers={found}
                onClose={() => setChanging(false)}
                onChanged={answers.reload}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Said({ answers: { operator, public_address } }: { answers: Answers }) {
  const say = t(words);
  return (
    <Facts
      facts={[
        { name: say.operator, value: <Bdi>{textOf(operator.names)}</Bdi> },
        { name: say.contact, value: <Bdi>{operator.contact}</Bdi> },
        { name: say.reference, value: <Bdi>{operator.cndp_ref}</Bdi> },
        {
          name: say.public_address,
          value: public_address ? <Bdi>{public_address}</Bdi> : t(answersWords).not_given,
        },
      ]}
    />
  );
}

interface ChangeProps {
  answers: Answers;
  onClose: () => void;
  onChanged: () => void;
}

function ChangeSheet({ answers, onClose, onChanged }: ChangeProps) {
  const [draft, setDraft] = useState(() => draftOfAnswers(answers, location.origin));
  const [faults, setFaults] = useState<Faults>({});
  const { run, busy, problem } = useAction();
  const say = t(answersWords);
  const shared = {
    draft,
    faults,
    set: (change: Partial<Draft>) => {
      setDraft({ ...draft, ...change });
      setFaults(withoutFaults(faults, change));
    },
  };
  const save = () => {
    const found = faultsOfAnswers(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    run(async () => {
      await changeAnswers(answersOf(draft));
      onChanged();
      onClose();
    });
  };
  return (
    <Sheet
      open
      title={say.change}
      onClose={onClose}
      foot={
        <Button kind="main" busy={busy} onClick={save}>
          {say.save}
        </Button>
      }
    >
      <div class="column set-up-answers" lang={lang.value}>
        <p class="soft">{say.note}</p>
        <OperatorStep {...shared} />
        <AddressField {...shared} />
        {problem && <ProblemNote problem={problem} />}
      </div>
    </Sheet>
  );
}
