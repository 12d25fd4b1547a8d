import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import type { SourceChannels } from '../audio/separation.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import type { Choosable } from './choice.ts';

export interface SeparationRequest {
  readonly pcm: PcmSource;
  /** The samples wanted, [start, end), within the recording. */
  readonly span: readonly [number, number];
  readonly params: NamedValues;
  /** Files beside the recording that hold its stems; empty where there are none. */
  readonly stems: readonly Stem[];
  readonly compute: Compute;
  readonly signal?: AbortSignal | undefined;
}

/** One recorded or bounced part of a recording. */
export interface Stem {
  readonly name: string;
  readonly pcm: PcmSource;
}

/** One source over the span, at the recording's rate and with its channels. */
export interface SeparatedSource {
  readonly name: string;
  readonly channels: SourceChannels;
}

/**
 * Parts a recording into sound sources. What they leave of the mix becomes a source of its own (`residual`), so they need not add up.
 * One separator is one file, listed in separators.ts.
 */
export interface Separator extends Choosable {
  readonly label: string;
  /** What the rest of the mix is called, where it is more than a residual. */
  readonly rest?: string;
  separate(request: SeparationRequest): Promise<SeparatedSource[]>;
}
