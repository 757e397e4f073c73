import { t } from '../../i18n';
import { Button, ErrorNote, LanguageChoice, Screen, TopBar } from '../../ui';
import { words } from './words';

interface UnusableProps {
  why: 'insecure' | 'unsupported' | 'broken';
}

/** Where the app must not or cannot keep anything: why, and what to do. */
export function Unusable({ why }: UnusableProps) {
  const say = t(words);
  return (
    <div class="app">
      <Screen
        top={<TopBar title={say[why]} />}
        foot={
          why === 'broken' && (
            <Button kind="main" onClick={() => location.reload()}>
              {say.reload}
            </Button>
          )
        }
      >
        <div class="pad column air">
          <LanguageChoice />
          <ErrorNote what={say[why]} todo={say[`${why}_note`]} code={why} />
        </div>
      </Screen>
    </div>
  );
}
