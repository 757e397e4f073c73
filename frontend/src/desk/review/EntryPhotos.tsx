import { photoOf } from '../../entries/medium';
import { StallPhoto, stateIn } from '../photo/StallPhoto';
import type { EntryDetail } from '../types';

/** The photo of the entry, and beside it the one that a correction would put in its place. */
export function EntryPhotos({
  entry: { entry_id, body, flags, proposed },
}: {
  entry: EntryDetail;
}) {
  const now = photoOf(body);
  const next = photoOf(proposed?.body ?? undefined);
  return (
    <>
      {now && <StallPhoto entryId={entry_id} sha256={now.sha256} state={stateIn(flags)} />}
      {next && next.sha256 !== now?.sha256 && (
        <StallPhoto entryId={entry_id} sha256={next.sha256} />
      )}
    </>
  );
}
