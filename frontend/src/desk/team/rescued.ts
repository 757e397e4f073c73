import type { RescueAnswer } from '../../api/rescue';

/** What came of a file, in three sorts. */
export interface Sum {
  /** Taken, now or before. */
  readonly arrived: number;
  /** Refused or held: it waits in quarantine. */
  readonly kept: number;
  /** Not here yet: it must come once more. */
  readonly waiting: number;
  readonly photos: { readonly arrived: number; readonly waiting: number };
}

const ARRIVED = new Set(['applied', 'proposed', 'erased']);
const WAITING = new Set(['retry', 'blocked']);

export function sumUp(answers: readonly RescueAnswer[]): Sum {
  const codes = answers.flatMap(({ results }) => results.map(({ code }) => code));
  const arrived = codes.filter((code) => ARRIVED.has(code)).length;
  const waiting = codes.filter((code) => WAITING.has(code)).length;
  const photos = answers.flatMap(({ photos: came = [] }) => came.map(({ state }) => state));
  return {
    ...{ arrived, waiting, kept: codes.length - arrived - waiting },
    photos: {
      arrived: photos.filter((state) => state === 'received').length,
      waiting: photos.filter((state) => state === 'waiting').length,
    },
  };
}
