import { useState } from 'preact/hooks';
import { formatDay, inHalves, t } from '../../i18n';
import { Button, Sheet } from '../../ui';
import { readDayCodes } from '../api';
import { ProblemNote, useAction } from '../load';
import { words as deskWords } from '../words';
import { words } from './day-code-words';
import type { DayCode } from './types';

/** What the coach reads out where there is no network, to somebody new (DC1). */
export function DayCodes() {
  const say = t(words);
  const [codes, setCodes] = useState<readonly DayCode[] | null>(null);
  const { run, busy, problem } = useAction();
  return (
    <>
      <Button
        size="small"
        icon="person"
        busy={busy}
        onClick={() => run(async () => setCodes(await readDayCodes()))}
      >
        {say.sheet}
      </Button>
      {problem && <ProblemNote problem={problem} />}
      <Sheet
        open={codes !== null}
        title={say.sheet}
        onClose={() => setCodes(null)}
        foot={
          <Button icon="print" onClick={() => print()}>
            {t(deskWords).print}
          </Button>
        }
      >
        <p>{say.explain}</p>
        {codes?.length === 0 && <p class="soft">{say.none}</p>}
        {codes?.map(({ souk_date, code }) => (
          <div key={souk_date} class="invitation">
            <p class="soft">{formatDay(souk_date)}</p>
            <p class="code">
              <bdi>{inHalves(code)}</bdi>
            </p>
          </div>
        ))}
        <p class="small soft">{say.keep}</p>
      </Sheet>
    </>
  );
}
