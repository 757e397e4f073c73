import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { hasPin, pinGone } from '../../store';
import { type PersonHere, peopleHere } from '../../store/people';
import { goBack, goTo, type ScreenProps } from '../router';
import { ChoosePin } from './ChoosePin';
import { EnterPin } from './EnterPin';
import { changePerson, pinForgotten, pinSpent } from './gate';
import { words as gate } from './gate-words';
import { words } from './words';

/** The screens of a chunk of their own. */
export { Lock } from './Lock';

/** Over everything else, as long as a PIN is due. */
export function DuePin() {
  const say = t(words);
  const spent = pinSpent.value;
  return (
    <ChoosePin
      title={spent ? say.new_pin : t(gate).choose}
      note={spent ? undefined : say.must}
      forgotten={spent}
      onDone={() => {
        pinForgotten.value = false;
        pinGone.value = false;
      }}
    />
  );
}

/** From the settings: the first PIN, or another one behind the present. Then perhaps somebody else. */
export function PinScreen({ params }: ScreenProps) {
  const say = t(words);
  const [asked] = useState(hasPin.value);
  const [shown, setShown] = useState(!asked);
  const back = () => goBack('/settings');
  const me = useMe();
  const goOn = () => {
    if (params.then === 'here') goTo('/here');
    else if (params.then) changePerson('#/join');
    else back();
  };
  if (shown) {
    return (
      <ChoosePin
        title={asked ? t(gate).change : t(gate).choose}
        note={params.then && say.must}
        onBack={back}
        onDone={goOn}
      />
    );
  }
  if (!me) return null;
  return (
    <EnterPin person={me} title={say.old_pin} onBack={back} onOpen={async () => setShown(true)} />
  );
}

function useMe(): PersonHere | undefined {
  const [me, setMe] = useState<PersonHere>();
  useEffect(() => {
    void peopleHere().then((people) => setMe(people.find(({ current }) => current)));
  }, []);
  return me;
}
