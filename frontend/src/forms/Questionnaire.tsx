import { useEffect, useRef, useState } from 'preact/hooks';
import { lang, t } from '../i18n';
import { Acts, Button, type Children, Icon, Press, Screen, TopBar } from '../ui';
import { Apart } from './Apart.tsx';
import { Asked } from './Asked.tsx';
import { shownOf } from './draft.ts';
import { type Interview, type InterviewProps, useInterview } from './interview.ts';
import { Stopping } from './Stopping.tsx';
import { labelOf } from './text.ts';
import { words } from './words.ts';
import './forms.css';

export type { FieldComment } from './interview.ts';

export interface QuestionnaireProps extends InterviewProps {
  /** Who is asked. */
  readonly title: string;
  /** Where: the square of the place. */
  readonly lead?: Children;
}

/** A form asked one question a screen, or a page of them where the form says so. */
export function Questionnaire(props: QuestionnaireProps) {
  const { form, comments = [] } = props;
  const interview = useInterview(props);
  const { page } = interview;
  const [question] = page;
  const heading = useHeadingOf(interview);
  const [stopping, setStopping] = useState(false);
  if (!question) return null;
  const next = (keep: boolean) => {
    if (interview.next(keep)) navigator.vibrate?.(REFUSED);
  };
  return (
    <Screen
      top={
        <TopBar
          title={props.title}
          subtitle={labelOf(form, form.compiled.title, lang.value, form.compiled.form_id)}
          lead={props.lead ?? <Icon name="form" size={32} />}
          end={
            <Press
              class="pausing"
              onClick={props.mayStop ? () => setStopping(true) : props.onPause}
            >
              <Icon name="pause" />
              <span>{t(words).pause}</span>
            </Press>
          }
        />
      }
      footLine
      foot={
        <>
          {page.length === 1 && (
            <Apart
              question={question}
              draft={shownOf(interview.draft)}
              lang={lang.value}
              onChange={interview.change}
            />
          )}
          {props.onNotNow && interview.index === 0 && <NotNow onClick={props.onNotNow} />}
          <Onwards interview={interview} onNext={next} />
        </>
      }
    >
      <Asked
        interview={interview}
        comments={comments}
        headingRef={heading}
        onNext={() => next(false)}
      />
      {stopping && (
        <Stopping
          stop={interview.stop}
          onPause={props.onPause}
          onDiscard={props.onDiscard}
          onClose={() => setStopping(false)}
        />
      )}
    </Screen>
  );
}

/** At the first question, whatever the form asks there: a third way beside yes and no (SV11). */
function NotNow({ onClick }: { onClick: () => void }) {
  return (
    <Button icon="pause" onClick={onClick}>
      {t(words).not_now}
    </Button>
  );
}

/** Milliseconds on, off, on: refused. */
const REFUSED = [20, 60, 20];

interface OnwardsProps {
  interview: Interview;
  onNext: (keep: boolean) => void;
}

/** Back and next; at an unusual answer, change or keep. The main button is never out of service. */
function Onwards({ interview, onNext }: OnwardsProps) {
  const say = t(words);
  if (interview.doubted.length > 0) {
    return (
      <Acts columns={2}>
        <Button icon="edit" onClick={interview.reconsider}>
          {say.change}
        </Button>
        <Button kind="main" icon="check" onClick={() => onNext(true)}>
          {say.keep}
        </Button>
      </Acts>
    );
  }
  const { last } = interview;
  return (
    <Acts columns="back">
      <Button icon="back" label={say.previous} onClick={interview.back}>
        {''}
      </Button>
      <Button kind="main" iconEnd={last ? 'check' : 'go'} onClick={() => onNext(false)}>
        {last ? say.finish : say.next}
      </Button>
    </Acts>
  );
}

/** A new screen is read from its top, by the eye and by a screen reader; a page from where one was led to. */
function useHeadingOf({ page, draft, flaws }: Interview) {
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const top = page[0]?.path;
  const here = page.some(({ path }) => path === draft.at) ? draft.at : top;
  useEffect(() => {
    const main = heading.current?.closest('main');
    main?.scrollTo(0, 0);
    if (here !== top) main?.querySelector('[data-here]')?.scrollIntoView();
    // On arrival the focus is the router's, on the heading of the screen.
    if (!first.current) heading.current?.focus({ preventScroll: true });
    first.current = false;
  }, [top, here]);
  const flawed = Object.keys(flaws).length > 0;
  useEffect(() => {
    if (!flawed) return;
    const alert = heading.current?.closest('main')?.querySelector('[role=alert]');
    alert?.scrollIntoView?.({ block: 'center' });
  }, [flawed]);
  return heading;
}
