import { t } from '../i18n';
import { Button, ErrorNote } from '../ui';
import { saveFailure } from './saving';
import { words } from './words';

/** What a failed save means for the one who pressed. Stands in the body of every screen that saves. */
export function SaveFailure() {
  const code = saveFailure.value;
  if (!code) return null;
  const say = t(words);
  const told: Readonly<Record<string, readonly [what: string, todo: string]>> = {
    storage_full: [say.storage_full, say.storage_full_todo],
    store_closed: [say.store_closed, say.store_closed_todo],
  };
  const [what, todo] = told[code] ?? [say.not_saved, say.save_failed_todo];
  return (
    <div class="pad">
      <ErrorNote
        lost={say.not_saved}
        what={what}
        todo={todo}
        code={code}
        action={
          <Button
            size="small"
            onClick={() => {
              saveFailure.value = null;
            }}
          >
            {say.understood}
          </Button>
        }
      />
    </div>
  );
}
