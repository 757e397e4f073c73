import type { Evaluation, Question } from '../evaluate.ts';
import type { Answer } from '../types.ts';

/** What every way of answering is given. `answer` may be one that does not fit (yet). */
export interface WidgetProps {
  readonly question: Question;
  readonly result: Evaluation;
  /** With other questions on the same screen. */
  readonly onPage: boolean;
  readonly lang: string;
  readonly label: string;
  readonly answer: Answer | undefined;
  readonly error: string | undefined;
  readonly warning: string | undefined;
  /** `go`: with this answer one is done here, and goes on. */
  readonly onAnswer: (answer: Answer | null, go?: 'go') => void;
  /** Enter was pressed: as the button *next*. */
  readonly onNext: () => void;
}
