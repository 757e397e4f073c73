import { t } from '../i18n';
import { phone, practising, screenHidden } from '../store';
import { Loading, Screen } from '../ui';
import { Join } from './join/Join';
import { codeInLink, pinDue } from './lock/gate';
import { lazy, Whole } from './router';
import { routes } from './routes';
import { Shell } from './Shell';
import { Unusable } from './settings/Unusable';
import { words } from './settings/words';

/** What this phone is good for now: joining, working, or saying why neither. */
export function App() {
  switch (phone.value) {
    case 'ready':
      return <Guarded />;
    case 'locked':
      return (
        <div class="app">
          <Whole screen={lock} />
        </div>
      );
    case 'revoked':
    case 'not_joined':
    case 'erased':
    case 'filling':
      return (
        <div class="app">
          <Join code={codeInLink() ?? undefined} />
        </div>
      );
    case 'opening':
      return (
        <div class="app">
          <Screen top={null}>
            <Loading label={t(words).opening} />
          </Screen>
        </div>
      );
    default:
      return <Unusable why={phone.value} />;
  }
}

const screens = () => import('./lock/screens');
const lock = lazy(() => screens().then((m) => m.Lock));
const duePin = lazy(() => screens().then((m) => m.DuePin));

/** Behind the PIN everything stays as it is, to the letter that was being typed (VA9). */
function Guarded() {
  const over = screenHidden.value ? lock : pinDue.value ? duePin : null;
  return (
    <>
      {over && (
        <div class="app">
          <Whole screen={over} />
        </div>
      )}
      <div hidden={over !== null}>
        <Shell routes={routes} practice={practising} />
      </div>
    </>
  );
}
