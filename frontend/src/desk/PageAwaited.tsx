import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, ErrorNote, Loading } from '../ui';
import { Page } from './Page';
import { words } from './words';

/** ms; a page is here in one or two seconds over a poor network. */
const LATE_MS = 10_000;

/**
 * Where a page's code is on its way. The browser sets no end to that: a request that got lost would
 * leave the lines there for ever, and only loading the desk again asks anew.
 */
export function PageAwaited() {
  const say = t(words);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <Loading label={say.loading} rows={8} />;
  return (
    <Page title={say.late}>
      <ErrorNote
        what={say.late_todo}
        code="page_late"
        action={
          <Button fit onClick={() => location.reload()}>
            {say.load_again}
          </Button>
        }
      />
    </Page>
  );
}
