import { z } from 'zod';

/**
 * `manifest.json` of a model folder. Says everything the engine needs to run the model and everything a user
 * should know before trusting it. docs/front-end.md defines the front end's terms.
 */

const positive = z.number().positive();
const count = z.number().int().positive();

/** Limits far beyond any sensible model, so that a damaged manifest cannot ask for all memory. */
const bandCount = count.max(4096);
const frames = count.max(65_536);

const bands = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('log_filterbank'),
    bandsPerOctave: count,
    fmin: positive,
    fmax: positive,
    count: bandCount,
  }),
  z.object({ kind: z.literal('mel'), fmin: z.number().min(0), fmax: positive, count: bandCount }),
  z.object({ kind: z.literal('log_frequency'), bandsPerOctave: count, fmin: positive, count: bandCount }),
]);

const scaling = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('log1p'), multiplier: positive }),
  z.object({ kind: z.literal('decibel_range'), range: positive }),
]);

const level = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('peak') }),
  z.object({ kind: z.literal('gated_power'), absoluteGateDb: z.number(), relativeGateDb: z.number() }),
]);

export const frontEndSchema = z.object({
  sampleRate: z.number().int().min(8000).max(192_000),
  fftSize: z
    .number()
    .int()
    .refine(
      (n) => n >= 64 && n <= 65_536 && (n & (n - 1)) === 0,
      'fftSize must be a power of two from 64 to 65536',
    ),
  /** Samples between frames; may be fractional. */
  hop: z.number().min(16).max(1_000_000),
  origin: z.enum(['centre', 'future']),
  window: z.enum(['hann', 'hann_symmetric']),
  normalise: z.boolean(),
  bands,
  scaling,
  level,
});
export type FrontEnd = z.infer<typeof frontEndSchema>;

/** The faults that a single number does not show. */
function faultsOfFrontEnd({
  bands,
  sampleRate,
  scaling,
  level,
}: FrontEnd): { path: string[]; message: string }[] {
  const faults: { path: string[]; message: string }[] = [];
  const nyquist = sampleRate / 2;
  if ('fmax' in bands && bands.fmin >= bands.fmax)
    faults.push({ path: ['bands'], message: 'fmin must lie below fmax' });
  if (bands.kind === 'mel' && bands.fmax > nyquist)
    faults.push({
      path: ['bands', 'fmax'],
      message: `fmax must be at most half the sample rate, ${nyquist} Hz`,
    });
  if (
    bands.kind === 'log_frequency' &&
    !(bands.fmin * 2 ** ((bands.count - 1) / bands.bandsPerOctave) < nyquist)
  )
    faults.push({
      path: ['bands', 'count'],
      message: `the highest band must lie below half the sample rate, ${nyquist} Hz`,
    });
  if (
    scaling.kind === 'decibel_range' &&
    level.kind === 'gated_power' &&
    level.absoluteGateDb < scaling.range - 200
  )
    faults.push({
      path: ['level', 'absoluteGateDb'],
      message: 'the gate is so low that silence would not read 0',
    });
  return faults;
}

/** Held-out windows are told apart by their quantiles; fewer could not tell one in a hundred. */
const MIN_QUANTILES = 101;

/**
 * What the model was made for, in the space of its embedding (mean over a window's positions): a window lies at
 * distance |whitening · (embedding − center)|; docs/models.md, What it knows.
 */
const domain = z.object({
  /** What the held-out windows were, a sentence for the user. */
  material: z.string().min(1).max(500),
  /** [D] */
  center: z.array(z.number()).min(1).max(4096),
  /** [K][D] */
  whitening: z.array(z.array(z.number()).max(4096)).min(1).max(256),
  /** Quantiles 0 … 1, evenly spaced and ascending, of the distance of windows held out from training. */
  distances: z.array(z.number().min(0)).min(MIN_QUANTILES).max(10_001),
});
export type Domain = z.infer<typeof domain>;

const halfWidths = z.record(z.string(), positive);

/**
 * Prediction intervals: value ± half width, in the output's own unit, holds the listeners' value in `coverage` of the windows
 * of pieces held out (split conformal by piece; Vovk et al. 2005). A name that is missing has no labels to measure it with.
 */
const intervals = z.object({
  coverage: z.number().min(0.5).max(0.99),
  /** What they were measured on, a sentence for the user. */
  material: z.string().min(1).max(500),
  midLevel: halfWidths,
  emotions: halfWidths,
});
export type Intervals = z.infer<typeof intervals>;

interface Fault {
  readonly path: string[];
  readonly message: string;
}

function faultsOfDomain({ domain, graph }: { domain?: Domain; graph: { embedding?: string } }): Fault[] {
  if (!domain) return [];
  const { center, whitening, distances } = domain;
  const faults: Fault[] = [];
  if (graph.embedding === undefined)
    faults.push({
      path: ['domain'],
      message: 'a domain needs graph.embedding, the output it is measured in',
    });
  if (whitening.some((row) => row.length !== center.length))
    faults.push({
      path: ['domain', 'whitening'],
      message: `every row must hold ${center.length} numbers, one for each of center`,
    });
  if (whitening.length > center.length)
    faults.push({
      path: ['domain', 'whitening'],
      message: 'it may have no more rows than center has numbers',
    });
  if (distances.some((distance, q) => q > 0 && distance < distances[q - 1]!))
    faults.push({ path: ['domain', 'distances'], message: 'the distances must ascend' });
  if (!(distances.at(-1)! > 0))
    faults.push({ path: ['domain', 'distances'], message: 'the largest distance must be above 0' });
  return faults;
}

interface Named {
  readonly name: string;
}

function faultsOfIntervals({
  intervals,
  midLevel,
  emotions,
}: {
  intervals?: Intervals;
  midLevel: readonly Named[];
  emotions: readonly Named[];
}): Fault[] {
  if (!intervals) return [];
  const strangers = (kind: 'midLevel' | 'emotions', known: readonly Named[]): Fault[] =>
    Object.keys(intervals[kind])
      .filter((name) => !known.some((output) => output.name === name))
      .map((name) => ({
        path: ['intervals', kind],
        message: `the model has no output “${name.slice(0, 64)}”`,
      }));
  return [...strangers('midLevel', midLevel), ...strangers('emotions', emotions)];
}

const relativeFile = z
  .string()
  .regex(/^[A-Za-z0-9_.-]+$/, 'a file name inside the model folder')
  .refine((name) => name !== '.' && name !== '..');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z
  .object({
    schema: z.literal(1),
    id: z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/),
    version: z.string().min(1).max(40),
    name: z.string().min(1).max(120),
    licence: z.string().min(1),
    frontEnd: frontEndSchema,
    window: z.object({ frames, hopFrames: frames }),
    positions: z.object({ receptiveField: frames, stride: frames }),
    graph: z.object({
      file: relativeFile,
      input: z.string(),
      midLevel: z.string(),
      emotions: z.string(),
      positionMap: z.string(),
      /** What the network knows at each position, [batch, positions, D]; the positions of the map. */
      embedding: z.string().exactOptional(),
    }),
    midLevel: z
      .array(
        z.object({
          name: z.string().regex(/^[a-z][a-z0-9_]*$/),
          label: z.string(),
          companion: z.boolean(),
          definition: z.string(),
        }),
      )
      .min(1)
      .max(64),
    emotions: z
      .array(
        z.object({
          name: z.string().regex(/^[a-z][a-z0-9_]*$/),
          label: z.string(),
          range: z.tuple([z.number(), z.number()]),
        }),
      )
      .min(1)
      .max(64),
    /** emotions × midLevel, and one intercept an emotion. */
    head: z.object({ weights: z.array(z.array(z.number())), intercept: z.array(z.number()) }),
    domain: domain.exactOptional(),
    intervals: intervals.exactOptional(),
    /** What a masked-out part of the spectrogram is replaced with by default (silence). */
    fillValue: z.number(),
    /** File name → SHA-256 of every file in the folder but the manifest. */
    files: z.record(relativeFile, sha256),
    /** JSON file: the test signal as tones and the answers expected; see docs/models.md. */
    selfTest: relativeFile,
    card: relativeFile,
    training: z.object({ data: z.array(z.string()), definitions: z.string(), seed: z.number().int() }),
    metrics: z.record(z.string(), z.number()),
  })
  .superRefine((m, context) => {
    for (const fault of faultsOfFrontEnd(m.frontEnd)) {
      context.addIssue({ code: 'custom', path: ['frontEnd', ...fault.path], message: fault.message });
    }
    for (const kind of ['midLevel', 'emotions'] as const) {
      const names = m[kind].map(({ name }) => name);
      if (new Set(names).size !== names.length)
        context.addIssue({ code: 'custom', path: [kind], message: 'every name must be there only once' });
    }
    const shapeOk =
      m.head.weights.length === m.emotions.length &&
      m.head.intercept.length === m.emotions.length &&
      m.head.weights.every((row) => row.length === m.midLevel.length);
    if (!shapeOk)
      context.addIssue({
        code: 'custom',
        path: ['head'],
        message: 'the head must hold one row an emotion and one weight a mid-level feature',
      });
    if (m.window.frames < m.positions.receptiveField)
      context.addIssue({
        code: 'custom',
        path: ['window'],
        message: 'the window must be at least as long as the receptive field',
      });
    if (m.window.hopFrames % m.positions.stride !== 0)
      context.addIssue({
        code: 'custom',
        path: ['window', 'hopFrames'],
        message: 'the window hop must be a multiple of the position stride',
      });
    for (const { path, message } of [...faultsOfDomain(m), ...faultsOfIntervals(m)])
      context.addIssue({ code: 'custom', path, message });
    for (const file of [m.graph.file, m.selfTest, m.card])
      if (!(file in m.files))
        context.addIssue({ code: 'custom', path: ['files'], message: `${file} has no checksum` });
  });
export type Manifest = z.infer<typeof manifestSchema>;
