import { formatDay, t } from '../../i18n';
import { Button, Pill } from '../../ui';
import { Loaded, useLoad } from '../load';
import { textOf } from '../names';
import { Page } from '../Page';
import { addressOf } from '../routes';
import { me } from '../session';
import { AnswersOf } from './AnswersOf';
import { readAnswers, readHeld } from './api';
import { Ending } from './Ending';
import { HeldOf } from './HeldOf';
import { words } from './words';

interface OneRequestProps {
  id: string;
  part: 'held' | 'answers';
}

/** One request: what is held about the person, on the sheets that are printed for them, and its end. */
export function OneRequest({ id, part }: OneRequestProps) {
  const say = t(words);
  return (
    <Page
      title={part === 'held' ? say.held_of : say.answers_of}
      aside={
        <>
          <Button size="small" fit href={addressOf('requests')}>
            {say.back}
          </Button>
          <Pill on={part === 'held'} href={addressOf('requests', id)}>
            {say.held}
          </Pill>
          <Pill on={part === 'answers'} href={addressOf('requests', id, 'answers')}>
            {say.answers}
          </Pill>
          <Button size="small" icon="print" onClick={() => print()}>
            {say.print}
          </Button>
        </>
      }
    >
      {part === 'held' ? <HeldSheet id={id} /> : <AnswersSheet id={id} />}
      <p class="printed small">
        {say.printed({
          market: textOf(me.value?.market.names),
          when: formatDay(new Date().toISOString().slice(0, 10), 'full'),
        })}
      </p>
    </Page>
  );
}

function HeldSheet({ id }: { id: string }) {
  const held = useLoad(() => readHeld(id), id);
  return (
    <Loaded of={held} rows={12}>
      {(found) => (
        <>
          <HeldOf held={found} />
          <Ending request={found.request} />
        </>
      )}
    </Loaded>
  );
}

function AnswersSheet({ id }: { id: string }) {
  const answers = useLoad(() => readAnswers(id), id);
  return (
    <Loaded of={answers} rows={12}>
      {(found) => <AnswersOf answers={found} />}
    </Loaded>
  );
}
