import { t } from '../i18n';
import { phone } from '../store';
import { Loading, Screen } from '../ui';
import { Join } from './join/Join';
import { routes } from './routes';
import { Shell } from './Shell';
import { Unusable } from './settings/Unusable';
import { words } from './settings/words';

/** What this phone is good for now: joining, working, or saying why neither. */
export function App() {
  switch (phone.value) {
    case 'ready':
      return <Shell routes={routes} />;
    case 'revoked':
    case 'not_joined':
    case 'erased':
    case 'filling':
      return (
        <div class="app">
          <Join code={codeInLink()} />
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

/** `#/join/GH4K-7PQM`, from the QR code of an invitation. */
function codeInLink(): string | undefined {
  return /^#\/join\/(.+)$/.exec(location.hash)?.[1];
}
