export interface Place {
  readonly id: string;
  readonly number: number;
  readonly lane: number;
  /** Null: a list named the place, and said no kind. */
  readonly pitch: string | null;
}
/** Of one section, in walking order. */
export interface Places {
  readonly section: string;
  readonly places: readonly Place[];
}
