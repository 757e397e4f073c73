import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SignIn } from './SignIn';
import { readSetup, type SetupState } from './setup/api';

interface Found {
  state: SetupState;
  screen: ComponentType<{ state: SetupState; opened: () => void }>;
}

/** Before anybody is signed in: an empty server is set up; any other asks who is there. */
export function Entrance() {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    readSetup()
      .then(async (state) => {
        if (!state.open) return;
        const { Setup } = await import('./setup/Setup');
        setFound({ state, screen: Setup });
      })
      // the sign-in will say what is wrong with the server or the way to it
      .catch(() => undefined);
  }, []);
  if (!found) return <SignIn />;
  return <found.screen state={found.state} opened={() => setFound(null)} />;
}
