import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { syncStatus } from '../../store';
import { Button, Empty, Screen, TopBar } from '../../ui';
import type { ScreenProps } from '../router';
import { AddPersonButton } from '../settings/ThisPhone';
import { words } from '../settings/words';
import { Join } from './Join';
import { words as join } from './words';

/**
 * An invitation on a phone that has joined: nothing is spent, unless the server does not know the phone
 * any more. Then it is the way back, and what waits here goes on from where it was (F13).
 */
export function JoinAgain({ params }: ScreenProps) {
  const say = t(words);
  if (useSignedOut()) return <Join code={params.code} />;
  return (
    <Screen top={<TopBar title={say.market} back="#/" />}>
      <Empty action={<AddPersonButton code={params.code} />}>{say.joined_already}</Empty>
    </Screen>
  );
}

/** The way there, from wherever it is said that the phone is no longer known. */
export function JoinAgainButton() {
  return (
    <Button size="small" fit href="#/join">
      {t(join).title}
    </Button>
  );
}

/** From the moment that the server says so until an exchange ends well; a bad network changes nothing. */
function useSignedOut(): boolean {
  const { phase, error_code } = syncStatus.value;
  const [out, setOut] = useState(phase === 'needs_login');
  useEffect(() => {
    if (phase === 'needs_login') setOut(true);
    if (phase === 'idle' && error_code === null) setOut(false);
  }, [phase, error_code]);
  return out;
}
