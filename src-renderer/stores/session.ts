import { createStore } from 'zustand/vanilla';
import type {
  Distribution,
  Judgement,
  ModelCard,
  Prediction,
  Project,
  Track,
} from '../../src-preload/contract/domain.ts';
import type { ConnectionState } from '../engine-client.ts';

/** A prediction with its curves unpacked. */
export interface Curves {
  readonly prediction: Prediction;
  /** Mid-level names, then emotion names. */
  readonly names: readonly string[];
  /** [count × names.length], row by row; row i is the window that starts at i · hopSeconds. */
  readonly values: Float32Array;
  /** 0 … 1, one a window; null where the model gives none. */
  readonly familiarity: Float32Array | null;
}

export interface Working {
  readonly step: string;
  /** 0…1, or null while it is not known. */
  readonly fraction: number | null;
}

/** The judgement of one window. */
export interface MomentJudgement extends Judgement {
  readonly window: { readonly start: number; readonly end: number };
}

/** What is open: project, track, model, and the prediction of the track. */
export interface Session {
  readonly connection: ConnectionState;
  readonly project: Project | null;
  readonly track: Track | null;
  /** Id of the track that is being opened and will take the place of `track`; null when none is. */
  readonly opening: string | null;
  readonly models: readonly ModelCard[];
  readonly model: ModelCard | null;
  /** Curves of the original; null until predicted. */
  readonly curves: Curves | null;
  /** Curves with the active edits; null when there are none or they are not predicted yet. */
  readonly editedCurves: Curves | null;
  /** The judgement of the chosen window of the original; null until it is there. */
  readonly moment: MomentJudgement | null;
  /** How the library's recordings lie for a model; null until it is asked for. */
  readonly distribution: Distribution | null;
  readonly predicting: Working | null;
  /** The sentence of the last failed prediction. */
  readonly predictionError: string | null;
  /** What the engine wants the user to know: a kept-aside library, a missing provider. */
  readonly notices: readonly string[];
  /** While the project is being opened. */
  readonly loading: boolean;
  /** While the models are being examined for the first time. */
  readonly examining: boolean;
}

export const createSessionStore = () =>
  createStore<Session>(() => ({
    connection: 'connecting',
    project: null,
    track: null,
    opening: null,
    models: [],
    model: null,
    curves: null,
    editedCurves: null,
    moment: null,
    distribution: null,
    predicting: null,
    predictionError: null,
    notices: [],
    loading: true,
    examining: true,
  }));

/** Unpacks a prediction's curves. Throws RangeError when the length does not fit its own description. */
export async function unpackCurves(prediction: Prediction): Promise<Curves> {
  const names = [...prediction.midLevelNames, ...prediction.emotionNames];
  const values = new Float32Array(await prediction.curves.arrayBuffer());
  if (values.length !== prediction.count * names.length) {
    throw new RangeError(
      `The prediction holds ${values.length} values instead of ${prediction.count} × ${names.length}.`,
    );
  }
  const familiarity = prediction.familiarity && new Float32Array(await prediction.familiarity.arrayBuffer());
  if (familiarity && familiarity.length !== prediction.count) {
    throw new RangeError(
      `The prediction says of ${familiarity.length} instead of ${prediction.count} windows how familiar they are.`,
    );
  }
  return { prediction, names, values, familiarity };
}
