import type { Mark } from './mark.ts';

/** The recording that labels belong to. */
export interface LabelledRecording {
  /** Hz, and samples a channel. */
  readonly sampleRate: number;
  readonly frames: number;
}

/** A file of labels that another program reads. One format is one file, listed in label-formats.ts. */
export interface LabelFormat {
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  /** Of the file's name, without the dot. */
  readonly ending: string;
  write(marks: readonly Mark[], recording: LabelledRecording): string;
}
