import type { Cell } from './csv.ts';

/** A figure and the numbers it shows. */
export interface Figure {
  /** A whole file, light, with title, description and units. */
  readonly svg: string;
  /** The first row names the columns with their units. */
  readonly rows: readonly (readonly Cell[])[];
}

/** What every figure says about where it comes from. */
export interface Origin {
  readonly recording: string;
  /** Name and version. */
  readonly model: string;
  /** Told apart from the other figures of one page: a part of the ids inside; empty in a file of its own. */
  readonly key: string;
}
