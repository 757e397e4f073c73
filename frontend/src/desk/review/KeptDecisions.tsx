import { useEffect } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner } from '../../ui';
import { kept, keptRefused, readKept, watchKept } from './kept';
import { outcomeWords } from './outcome-words';

/** Decisions that wait for the network go from whatever page is open; and what came too late. */
export function KeptDecisions() {
  const say = t(outcomeWords);
  useEffect(() => {
    readKept();
    return watchKept();
  }, []);
  return (
    <>
      {kept.value.length > 0 && (
        <Banner tone="waiting" icon="waiting" live>
          {say.kept({ n: kept.value.length })}
        </Banner>
      )}
      {keptRefused.value > 0 && (
        <Banner tone="fix" icon="fix" live>
          {say.kept_refused({ n: keptRefused.value })}
        </Banner>
      )}
    </>
  );
}
