import { useRef, useState } from 'preact/hooks';
import { type RescueAnswer, readRescue } from '../../api/rescue';
import { t } from '../../i18n';
import { Button, Icon, Sheet } from '../../ui';
import { takeRescue } from '../api';
import { Problem } from '../http';
import { ProblemNote, useAction } from '../load';
import { nameOf } from '../names';
import { words } from './rescue-words';
import { type Sum, sumUp } from './rescued';
import type { TeamMember } from './types';

interface TakeRescueProps {
  people: readonly TeamMember[];
  onTaken: () => void;
}

/** A phone's unsent work that came by hand or by message, and what came of it. */
export function TakeRescue({ people, onTaken }: TakeRescueProps) {
  const say = t(words);
  const input = useRef<HTMLInputElement>(null);
  const [came, setCame] = useState<{ of: string; sum: Sum } | null>(null);
  const [open, setOpen] = useState(false);
  const { run, busy, problem } = useAction();
  const take = (file: File) => {
    setCame(null);
    setOpen(true);
    run(async () => {
      const files = readRescue(await file.text());
      if (!files) throw new Problem('rescue_unreadable', 422);
      const answers: RescueAnswer[] = [];
      for (const one of files) answers.push(await takeRescue(one));
      const author = people.find(({ id }) => id === files[0]?.person_id);
      setCame({ of: author ? nameOf(author) : '', sum: sumUp(answers) });
      onTaken();
    });
  };
  return (
    <>
      <input
        ref={input}
        class="hidden"
        type="file"
        tabIndex={-1}
        aria-label={say.take}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) take(file);
          // The same file again is a change too.
          currentTarget.value = '';
        }}
      />
      <Button size="small" icon="phone" busy={busy} onClick={() => input.current?.click()}>
        {say.take}
      </Button>
      <Sheet open={open && !busy} title={say.take} onClose={() => setOpen(false)}>
        {problem && <ProblemNote problem={problem} />}
        {came && <Came {...came} />}
      </Sheet>
    </>
  );
}

function Came({ of, sum }: { of: string; sum: Sum }) {
  const say = t(words);
  return (
    <>
      {of && (
        <p class="strong">
          <bdi>{of}</bdi>
        </p>
      )}
      <p class="st present">
        <Icon name="sent" />
        <span>{say.arrived({ n: sum.arrived })}</span>
      </p>
      {sum.kept > 0 && (
        <p class="st returned">
          <Icon name="waiting" />
          <span>{say.kept({ n: sum.kept })}</span>
        </p>
      )}
      {sum.waiting > 0 && (
        <p class="st fix">
          <Icon name="fix" />
          <span>{say.waiting({ n: sum.waiting })}</span>
        </p>
      )}
      {sum.photos.arrived > 0 && (
        <p class="st present">
          <Icon name="camera" />
          <span>{say.photos({ n: sum.photos.arrived })}</span>
        </p>
      )}
      {sum.photos.waiting > 0 && (
        <p class="st fix">
          <Icon name="camera" />
          <span>{say.photos_waiting({ n: sum.photos.waiting })}</span>
        </p>
      )}
      <p class="small soft">{say.again}</p>
    </>
  );
}
