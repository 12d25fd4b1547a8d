import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { DecodedAudio } from './audio/decode.ts';
import { levelAgainst, remainder } from './audio/separation.ts';
import type { Choice } from './explain/choice.ts';
import type { SeparatedSource, SeparationRequest, Separator } from './explain/separator.ts';
import type { Compute } from './jobs/compute.ts';
import type { SeparatorRegistry } from './separator-registry.ts';
import { SharedWork, type WaitOptions } from './shared-work.ts';
import { type StemSources, withStems } from './stems-beside.ts';

/** The sources of a stretch of a recording. */
export interface SeparatedSpan {
  /** Samples of the recording, [start, end). */
  readonly start: number;
  readonly end: number;
  /** What the separator gave, and last what it left of the mix, where that can be heard at all. */
  readonly sources: readonly SeparatedSource[];
  /** Level of what the sources' sum differs from the recording by, in dB below it. */
  readonly errorDb: number;
}

export interface SeparationQuestion {
  readonly recording: DecodedAudio;
  /** Where the recording's file lies: its stems are beside it. */
  readonly path: string;
  /** The setting that names a separator. */
  readonly separator: string;
  /** Samples, cut to the recording. */
  readonly start: number;
  readonly end: number;
}

/** Sources of recordings, each stretch parted once while it is among those used last. */
export interface SeparatedSources {
  of(question: SeparationQuestion, options?: WaitOptions): Promise<SeparatedSpan>;
}

const kept = {
  limit: 6,
  maxBytes: 192 * 2 ** 20,
  bytesOf: ({ sources }: SeparatedSpan) =>
    sources.reduce((sum, { channels }) => channels.reduce((all, c) => all + c.byteLength, sum), 0),
};

/** A remainder below this is rounding, no source. */
const SILENT_DB = -80;

export function createSeparatedSources(
  stems: StemSources,
  registry: SeparatorRegistry,
  compute: Compute,
): SeparatedSources {
  const shared = new SharedWork<SeparatedSpan>(kept);
  return {
    of(question, options) {
      const { recording, separator, path } = question;
      const start = Math.max(0, question.start);
      const end = Math.min(recording.frames, question.end);
      const key = JSON.stringify([recording.audioHash, path, separator, start, end]);
      return shared.get(
        key,
        ({ signal }) =>
          withStems(path, stems, async (opened) => {
            const choice = await registry.find(separator);
            if (!choice) throw new MezzoError('not_found', `There is no separator “${separator}” any more.`);
            return separateSpan({ ...question, start, end }, choice, { stems: opened, compute, signal });
          }),
        options,
      );
    },
  };
}

async function separateSpan(
  { recording, start, end }: SeparationQuestion,
  { entry, params }: Choice<Separator>,
  means: Pick<SeparationRequest, 'stems' | 'compute' | 'signal'>,
): Promise<SeparatedSpan> {
  const found = await entry.separate({ pcm: recording, span: [start, end], params, ...means });
  const mix = await recording.read(start, end - start);
  const left = remainder(
    mix,
    found.map(({ channels }) => channels),
  );
  const heard = levelAgainst(left, mix) > SILENT_DB;
  const sources = heard ? [...found, { name: entry.rest ?? 'residual', channels: left }] : found;
  return {
    start,
    end,
    sources,
    errorDb: levelAgainst(
      remainder(
        mix,
        sources.map(({ channels }) => channels),
      ),
      mix,
    ),
  };
}
