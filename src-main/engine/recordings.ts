import { MezzoError } from '../../src-preload/contract/errors.ts';
import { type DecodedAudio, openAudio } from './audio/decode.ts';
import { pruneDecodedCache } from './audio/decoded-cache.ts';
import { LeastRecent } from './least-recent.ts';
import type { Library } from './library/library.ts';

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** The library's tracks as audio. Recordings stay open until this is disposed of or many others were opened since. */
export interface Recordings extends AsyncDisposable {
  /** Opens a file that need not be in the library; the caller disposes of it. */
  openFile(path: string, options?: OpenOptions): Promise<DecodedAudio>;
  /**
   * A track's audio, owned by this object. Throws `file_missing` (and marks the track so) when the file is gone,
   * `file_changed` when it holds other audio than when it was added.
   */
  openTrack(trackId: string, options?: OpenOptions): Promise<DecodedAudio>;
  /** Forgets an open track, so that the next `openTrack` looks at the file again. */
  close(trackId: string): void;
}

const keptOpen = 64;
/** Decoded audio kept on disk: about sixteen hours of stereo at 44.1 kHz. */
const decodedBytes = 20 * 2 ** 30;
/** Files decoded between two looks at how much there is. */
const pruneEvery = 32;

export function createRecordings(library: Library): Recordings {
  const cacheFolder = library.folders.decoded;
  /** Decoded audio that must stay on disk. */
  const inUse = new Set<string>();
  const opened = new LeastRecent<Promise<DecodedAudio>>(keptOpen, (recording) => {
    recording.then(({ audioHash }) => inUse.delete(audioHash)).catch(() => {});
    void closeQuietly(recording);
  });

  let opens = 0;
  const openFile = async (path: string, options: OpenOptions = {}): Promise<DecodedAudio> => {
    if (opens++ % pruneEvery === 0) await pruneDecodedCache(cacheFolder, decodedBytes, inUse);
    return openAudio(path, { cacheFolder, ...options });
  };

  const open = async (trackId: string, options: OpenOptions): Promise<DecodedAudio> => {
    const file = library.tracks.file(trackId);
    const recording = await openFile(file.path, options).catch((cause: unknown) => {
      if (MezzoError.from(cause).code === 'file_missing') library.tracks.setMissing(trackId, true);
      throw cause;
    });
    if (recording.audioHash === file.audioHash) {
      inUse.add(recording.audioHash);
      if (library.tracks.get(trackId).missing) library.tracks.setMissing(trackId, false);
      return recording;
    }
    await recording[Symbol.asyncDispose]();
    const { name } = library.tracks.get(trackId);
    throw new MezzoError(
      'file_changed',
      `“${name}” holds other audio than when it was added. Add it again to judge it as it is now.`,
    );
  };

  return {
    openFile,
    openTrack(trackId, options = {}) {
      const recording = opened.get(trackId, () => open(trackId, options));
      recording.catch(() => opened.delete(trackId));
      return recording;
    },
    close: (trackId) => opened.delete(trackId),
    async [Symbol.asyncDispose]() {
      await Promise.all([...opened.values()].map(closeQuietly));
    },
  };
}

/** A recording that never opened has nothing to close; whoever asked for it was told. */
async function closeQuietly(recording: Promise<DecodedAudio>): Promise<void> {
  await recording.then(
    (audio) => audio[Symbol.asyncDispose](),
    () => {},
  );
}
