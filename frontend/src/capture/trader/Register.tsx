import { goBack, goTo, type ScreenProps } from '../../app/router';
import { t } from '../../i18n';
import { Empty, Progress, Screen, TopBar } from '../../ui';
import { useDraft } from '../draft';
import { stallOf } from '../named';
import { walkPath } from '../place/bare';
import { SaveFailure } from '../SaveFailure';
import { BadgeStep } from './BadgeStep';
import { ConsentStep } from './ConsentStep';
import { PlaceStep } from './PlaceStep';
import { type Registration, type Step, stepsOf } from './registration';
import type { StepProps } from './steps';
import { WhoStep } from './WhoStep';
import { words } from './words';

/** A registration in three or four steps; its draft is kept at each. */
export function Register({ params }: ScreenProps) {
  const say = t(words);
  const { draft, change, goToStep } = useDraft<Registration>(params.id ?? '');
  if (!draft) {
    return (
      <Screen top={<TopBar title={say.title} back={() => goBack('/')} />}>
        <Empty>{say.lost_draft}</Empty>
      </Screen>
    );
  }
  const steps = stepsOf(draft.body);
  const at = Math.max(0, steps.indexOf(draft.step as Step));
  const leave = () =>
    goTo(draft.body.seen ? walkPath(stallOf(draft.body.seen.stall_id)) : '/', { replace: true });
  const ahead = steps[at + 1];
  const props: StepProps = {
    draft,
    change,
    head: (title) => (
      <Head
        title={title}
        at={at}
        steps={steps.length}
        onBack={at > 0 ? () => goToStep(steps[at - 1] as Step) : () => goBack('/')}
      />
    ),
    onNext: ahead ? () => goToStep(ahead) : null,
    onLeave: leave,
  };
  return <StepOf key={steps[at]} step={steps[at] ?? 'consent'} props={props} />;
}

function StepOf({ step, props }: { step: Step; props: StepProps }) {
  switch (step) {
    case 'consent':
      return <ConsentStep {...props} />;
    case 'who':
      return <WhoStep {...props} />;
    case 'badge':
      return <BadgeStep {...props} />;
    case 'place':
      return <PlaceStep {...props} />;
  }
}

interface HeadProps {
  title: string;
  at: number;
  steps: number;
  onBack: () => void;
}

function Head({ title, at, steps, onBack }: HeadProps) {
  const say = t(words);
  const label = say.step_of({ step: at + 1, steps });
  const short = say.step_short({ step: at + 1, steps });
  return (
    <>
      <TopBar title={title} back={onBack} end={<span class="mini soft">{short}</span>} />
      <section class="pad air" aria-label={label}>
        <Progress done={at} total={steps} label={label} />
        <SaveFailure />
      </section>
    </>
  );
}
