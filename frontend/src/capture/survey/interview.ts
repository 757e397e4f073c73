import type { Photo } from '../../entries/medium';
import type { Body } from '../../entries/types';
import type { Draft as Answered, ResponsePart } from '../../forms/draft';
import type { Answers, Statuses } from '../../forms/types';

/** A survey while it is asked, and the body it becomes. Pure. */

export interface SurveyDraft extends Body {
  readonly form_id: string;
  readonly form_version: string;
  readonly modules: readonly string[];
  readonly trader_id?: string;
  readonly stall_id?: string;
  readonly started_at: string;
  readonly answers: Answers;
  readonly status: Statuses;
  /** The question at hand. */
  readonly at: string | null;
  /** Taken for a question of the form; its digest is the answer. */
  readonly photo?: Photo | null;
}

export interface SurveyBody extends Body {
  readonly form_id: string;
  readonly form_version: string;
  readonly modules: readonly string[];
  readonly trader_id?: string;
  readonly stall_id?: string;
  readonly answers: Answers;
  readonly status?: Statuses;
  readonly started_at: string;
  readonly ended_at: string;
  readonly outcome: ResponsePart['outcome'];
  readonly photo?: Photo;
}

export function answeredOf(body: {
  answers: Answers;
  status?: Statuses;
  at?: string | null;
  masked?: Answered['masked'];
  carried?: Answered['carried'];
  begun?: Answered['begun'];
  seen?: Answered['seen'];
}): Answered {
  const { answers, status = {}, at = null, masked, carried, begun, seen } = body;
  return {
    ...{ answers, status, at },
    ...(masked && { masked }),
    ...(carried && { carried }),
    ...(begun && { begun }),
    ...(seen && { seen }),
  };
}

export function surveyBody(
  draft: SurveyDraft,
  response: ResponsePart,
  ended_at: string,
): SurveyBody {
  const { trader_id, stall_id, started_at, photo } = draft;
  return {
    ...response,
    ...(trader_id && { trader_id }),
    ...(stall_id && { stall_id }),
    started_at,
    ended_at,
    ...named(photo, response),
  };
}

/** A correction is not a second interview: whom and when it was stay. */
export function mendedBody(
  body: SurveyBody,
  response: ResponsePart,
  photo: Photo | null | undefined,
): SurveyBody {
  const { status: _before, photo: _other, ...rest } = body;
  return { ...rest, ...response, ...named(photo, response) };
}

/** A photo whose question is asked no more goes with its answer. */
function named(photo: Photo | null | undefined, { answers }: ResponsePart): { photo?: Photo } {
  return photo && Object.values(answers).includes(photo.sha256) ? { photo } : {};
}
