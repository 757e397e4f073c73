import { t } from '../../i18n';
import { Button, type Children } from '../../ui';
import { words } from '../words.ts';

/** One less and one more, on either side: hands that hold a sheep do not type. */
export function Beside({ onStep, children }: { onStep: (by: number) => void; children: Children }) {
  const say = t(words);
  return (
    <div class="stepped">
      <Button size="small" label={say.less} onClick={() => onStep(-1)}>
        −
      </Button>
      {children}
      <Button size="small" label={say.more} onClick={() => onStep(1)}>
        +
      </Button>
    </div>
  );
}
