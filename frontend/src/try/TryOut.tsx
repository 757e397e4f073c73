import { useEffect, useMemo, useState } from 'preact/hooks';
import { newDraft } from '../forms/draft';
import { prepare } from '../forms/form';
import { Questionnaire } from '../forms/Questionnaire';
import { directionOf, lang, t } from '../i18n';
import { Button, Empty, Screen, TopBar } from '../ui';
import type { Told, Trial } from './messages';
import { words } from './words';

/**
 * A form as on the phone, in a page of its own: its width, its language and its focus are a phone's,
 * whatever the desk around it has. It has no store, and its policy lets it reach no server (FD2).
 */
export function TryOut() {
  const trial = useTrial();
  if (!trial) return null;
  return (
    <div class="app">
      <Trying key={trial.number} trial={trial} />
    </div>
  );
}

function Trying({ trial }: { trial: Trial }) {
  const { compiled, modules, number } = trial;
  const [round, setRound] = useState(0);
  const [ended, setEnded] = useState(false);
  const form = useMemo(() => prepare(compiled), [compiled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round begins once, in the language of the moment
  const opened = useMemo(() => {
    const today = dayHere();
    const context = { today, now: momentHere(), lang: lang.value };
    return { today, initial: newDraft(form, modules, context) };
  }, [number, round]);
  const end = (told: Told) => {
    setEnded(true);
    tell(told);
  };
  const again = () => {
    setEnded(false);
    setRound(round + 1);
  };
  if (ended) return <Ended again={again} />;
  return (
    <Questionnaire
      key={round}
      form={form}
      modules={modules}
      initial={opened.initial}
      title={t(words).somebody}
      today={opened.today}
      now={momentHere}
      onChange={() => undefined}
      onDone={(response) => end({ say: 'saved', response })}
      onDiscard={() => end({ say: 'nothing' })}
      onPause={again}
      mayStop
    />
  );
}

function Ended({ again }: { again: () => void }) {
  const say = t(words);
  return (
    <Screen
      top={<TopBar title={say.ended} />}
      foot={
        <Button kind="main" onClick={again}>
          {say.again}
        </Button>
      }
    >
      <Empty look="present">{say.nothing_kept}</Empty>
    </Screen>
  );
}

/** The newest form that the desk gave; a change of the language alone begins nothing anew. */
function useTrial(): Trial | null {
  const [trial, setTrial] = useState<Trial | null>(null);
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent<Trial>) => {
      if (source !== parent || origin !== location.origin || data.say !== 'try') return;
      speak(data.lang);
      setTrial((before) => (before?.number === data.number ? before : data));
    };
    addEventListener('message', hear);
    tell({ say: 'ready' });
    return () => removeEventListener('message', hear);
  }, []);
  return trial;
}

function speak(language: Trial['lang']): void {
  lang.value = language;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

const tell = (told: Told): void => parent.postMessage(told, location.origin);

const momentHere = (): string => new Date().toISOString();

/** `YYYY-MM-DD`, by the clock on the wall. */
function dayHere(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
