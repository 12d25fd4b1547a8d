import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { DecodedAudio } from './audio/decode.ts';
import type { Stem } from './explain/separator.ts';

const SOUND = /\.(wav|wave|flac|aiff?|mp3|m4a|aac|ogg|oga|opus)$/i;

/** Where the stem `name` of a recording lies. */
interface StemFile {
  readonly name: string;
  readonly path: string;
}

/**
 * The stems of the recording at `path`: `song-drums.wav` beside `song.wav`, or the sounds in the folder `song stems` or
 * `song.stems`; where there are none, `others` (files known elsewhere) of such names, since an upload lies in a folder of its own. In
 * order of name; none when the folder cannot be read.
 */
export async function stemFiles(path: string, others: OtherFiles = () => []): Promise<StemFile[]> {
  const folder = dirname(path);
  const base = basename(path, extname(path));
  const inside = async (name: string) =>
    (await readdir(join(folder, name)).catch(() => []))
      .filter((file) => SOUND.test(file))
      .map((file) => ({ name: nameOf(file), path: join(folder, name, file) }));
  const beside = (await readdir(folder).catch(() => []))
    .filter((file) => SOUND.test(file))
    .flatMap((file) => stemOf(base, join(folder, file)));
  const near = [...beside, ...(await inside(`${base} stems`)), ...(await inside(`${base}.stems`))];
  const all = near.length > 0 ? near : others(base).flatMap((file) => stemOf(base, file));
  return all.filter(({ name }) => name !== '').sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Paths of files whose names begin with a word, wherever they lie. */
export type OtherFiles = (word: string) => readonly string[];

function stemOf(base: string, path: string): StemFile[] {
  const name = nameOf(path);
  return name.startsWith(`${base}-`) ? [{ name: name.slice(base.length + 1), path }] : [];
}

const nameOf = (file: string) => basename(file, extname(file));

export interface StemSources {
  readonly openFile: (path: string) => Promise<DecodedAudio>;
  readonly others: OtherFiles;
}

/** Opens the stems of a recording for as long as `work` takes. */
export async function withStems<Result>(
  path: string,
  { openFile, others }: StemSources,
  work: (stems: readonly Stem[]) => Promise<Result>,
): Promise<Result> {
  await using opened = new AsyncDisposableStack();
  const stems: Stem[] = [];
  for (const { name, path: file } of await stemFiles(path, others))
    stems.push({ name, pcm: opened.use(await openFile(file)) });
  // Awaited here: what is opened is closed when this function returns.
  return await work(stems);
}
