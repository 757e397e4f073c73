import { useState } from 'preact/hooks';
import { formatDay, formatNumber, t } from '../../i18n';
import { Banner, Button, Empty, Icon, Num, Pill } from '../../ui';
import type { Problem } from '../http';
import { kindName } from '../kinds';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { momentOf, nameOf } from '../names';
import { Page } from '../Page';
import { addressOf } from '../routes';
import { duplicateWords } from './duplicate-words';
import { ReasonSheet } from './ReasonSheet';
import {
  countRefused,
  discardRefused,
  type RefusedCounts,
  type RefusedOp,
  readOp,
  readRefused,
  releaseHeld,
  releaseRefused,
  waitingIn,
} from './refused';
import { refusedWords, whyText } from './refused-words';
import './refused.css';

/** What the server refused and kept: who, when, why; taken in after all, or put aside (PU16). */
export function Refused() {
  const [reason, setReason] = useState('');
  const refused = useLoad(() => readRefused(reason), reason);
  const counts = useLoad(countRefused, 'counts');
  const [done, setDone] = useState<string | null>(null);
  const say = t(refusedWords);
  const settled = (text: string) => {
    setDone(text);
    refused.reload();
    counts.reload();
  };
  return (
    <Page
      title={titleOf(counts.data ? waitingIn(counts.data) : undefined)}
      second={say.explain}
      aside={
        <Button size="small" href={addressOf('review')}>
          {t(duplicateWords).to_review}
        </Button>
      }
    >
      {done && (
        <Banner tone="approved" icon="approved" live>
          {done}
        </Banner>
      )}
      {counts.data && <Reasons counts={counts.data} chosen={reason} onChoose={setReason} />}
      {counts.data?.held.map((of) => (
        <HeldOf key={of.device.id} of={of} onDone={settled} />
      ))}
      <Loaded of={refused}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{say.empty}</Empty>
          ) : (
            <ul class="refused">
              {found.map((one) => (
                <Row key={one.id} one={one} onDone={settled} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function titleOf(n: number | undefined): string {
  const say = t(refusedWords);
  if (n === undefined) return say.link({ n: '…' });
  return n === 0 ? say.none_waiting : say.waiting({ n });
}

interface ReasonsProps {
  counts: RefusedCounts;
  chosen: string;
  onChoose: (code: string) => void;
}

/** Where there is more than one reason, one of them at a time. */
function Reasons({ counts, chosen, onChoose }: ReasonsProps) {
  const say = t(refusedWords);
  const reasons = Object.entries(counts.reasons).sort(([, one], [, other]) => other - one);
  if (reasons.length < 2 && chosen === '') return null;
  return (
    <fieldset class="row">
      <legend class="soft small">{say.by_reason}</legend>
      <Pill on={chosen === ''} onClick={() => onChoose('')}>
        {say.all_reasons} <Num>{formatNumber(waitingIn(counts))}</Num>
      </Pill>
      {reasons.map(([code, n]) => (
        <Pill key={code} on={chosen === code} onClick={() => onChoose(code)}>
          {whyText(code)} <Num>{formatNumber(n)}</Num>
        </Pill>
      ))}
    </fieldset>
  );
}

interface HeldOfProps {
  of: RefusedCounts['held'][number];
  onDone: (text: string) => void;
}

/** All that is held of one phone, taken in by one press. */
function HeldOf({ of: { device, person, waiting, unlinked }, onDone }: HeldOfProps) {
  const { run, busy, problem } = useAction();
  const say = t(refusedWords);
  const release = () =>
    run(async () => {
      const { released, still_refused } = await releaseHeld(device.id);
      const rest = still_refused > 0 ? ` · ${say.still_there({ n: still_refused })}` : '';
      onDone(say.released_held({ n: released }) + rest);
    });
  return (
    <>
      <Banner
        icon="held"
        second={device.name && <bdi>{device.name}</bdi>}
        action={
          unlinked ? (
            <Button size="small" fit href={addressOf('team')}>
              {say.who_is_it}
            </Button>
          ) : (
            <Button size="small" fit busy={busy} onClick={release}>
              {say.release_held}
            </Button>
          )
        }
      >
        {say.held_of({ n: waiting, name: nameOf(person) })}
      </Banner>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

interface RowProps {
  one: RefusedOp;
  onDone: (text: string) => void;
}

function Row({ one, onDone }: RowProps) {
  const { run, busy, problem } = useAction();
  const [asking, setAsking] = useState(false);
  const say = t(refusedWords);
  const release = () =>
    run(async () => {
      const { released } = await releaseRefused(one.id);
      onDone(say.released({ n: released }));
    });
  const discard = (reason: string) => {
    setAsking(false);
    run(async () => {
      await discardRefused(one.id, reason);
      onDone(say.discarded);
    });
  };
  return (
    <li>
      <What one={one} />
      <div class="row">
        <Button size="small" busy={busy} onClick={release}>
          {say.release}
        </Button>
        <Button size="small" kind="quiet" onClick={() => setAsking(true)}>
          {say.discard}
        </Button>
      </div>
      {problem && <StillRefused problem={problem} />}
      <ReasonSheet
        open={asking}
        title={say.discard_title}
        action={say.discard}
        onClose={() => setAsking(false)}
        onSend={discard}
      />
    </li>
  );
}

function What({ one }: { one: RefusedOp }) {
  const say = t(refusedWords);
  const { kind, date } = readOp(one.raw_text);
  return (
    <div>
      <h2>
        {kind ? kindName(kind) : say.unreadable}
        {date && <span class="soft"> · {say.of_day({ day: formatDay(date) })}</span>}
      </h2>
      <p class="soft">
        <bdi>{nameOf(one.person)}</bdi> · {momentOf(one.received_at)}
        {one.device.name && (
          <>
            {' · '}
            <bdi>{one.device.name}</bdi>
          </>
        )}
      </p>
      <p class="st flag">
        <Icon name="flag" size={20} />
        <span>
          {whyText(one.code)}
          {one.errors.map(({ path, code }) => (
            <span key={path} class="small">
              {' · '}
              <bdi>{path ? `${path}: ${code}` : code}</bdi>
            </span>
          ))}
        </span>
      </p>
      <details>
        <summary class="link small">{say.as_it_came}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the arrow keys */}
        <pre dir="ltr" tabIndex={0}>
          {one.raw_text}
        </pre>
      </details>
    </div>
  );
}

/** A rule's no is said in the coach's words; nothing was changed. */
function StillRefused({ problem }: { problem: Problem }) {
  const say = t(refusedWords);
  const { reason } = problem.extra;
  if (problem.code === 'settled') return <p class="st returned">{say.settled}</p>;
  if (problem.code !== 'still_refused') return <ProblemNote problem={problem} />;
  return (
    <p class="st returned" role="alert">
      {say.still({ why: whyText(typeof reason === 'string' ? reason : '') })}
    </p>
  );
}
