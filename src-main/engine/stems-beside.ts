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
 * `song.stems`. In order of name; none when the folder cannot be read.
 */
export async function stemFiles(path: string): Promise<StemFile[]> {
  const folder = dirname(path);
  const base = basename(path, extname(path));
  const inside = async (name: string) =>
    (await readdir(join(folder, name)).catch(() => []))
      .filter((file) => SOUND.test(file))
      .map((file) => ({ name: nameOf(file), path: join(folder, name, file) }));
  const beside = (await readdir(folder).catch(() => []))
    .filter((file) => SOUND.test(file) && file.startsWith(`${base}-`))
    .map((file) => ({ name: nameOf(file).slice(base.length + 1), path: join(folder, file) }));
  const all = [...beside, ...(await inside(`${base} stems`)), ...(await inside(`${base}.stems`))];
  return all.filter(({ name }) => name !== '').sort((a, b) => (a.name < b.name ? -1 : 1));
}

const nameOf = (file: string) => basename(file, extname(file));

/** Opens the stems of a recording for as long as `work` takes. */
export async function withStems<Result>(
  path: string,
  openFile: (path: string) => Promise<DecodedAudio>,
  work: (stems: readonly Stem[]) => Promise<Result>,
): Promise<Result> {
  await using opened = new AsyncDisposableStack();
  const stems: Stem[] = [];
  for (const { name, path: file } of await stemFiles(path))
    stems.push({ name, pcm: opened.use(await openFile(file)) });
  // Awaited here: what is opened is closed when this function returns.
  return await work(stems);
}
