import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../../src-preload/contract/domain.ts';
import type { Importing } from './importing.ts';
import type { Library } from './library/library.ts';

/** Names under which the demo recordings appear, by file; other files of the folder are not shown. */
const demoTracks = new Map([
  ['prelude-detached-brisk.flac', 'Bach, Prelude BWV 847, brisk and detached'],
  ['prelude-legato-slow.flac', 'Bach, Prelude BWV 847, slow and legato'],
  ['two-weathers.flac', 'Two weathers, for drums, bass, chords and melody'],
]);

/** The demo recordings that are in a folder, in the order shown. */
export async function demoFiles(folder: string): Promise<{ path: string; name: string }[]> {
  const present = new Set(await readdir(folder).catch(() => []));
  return [...demoTracks]
    .filter(([file]) => present.has(file))
    .map(([file, name]) => ({ path: join(folder, file), name }));
}

/** Makes the project a newcomer finds, with the demo recordings in it. The recordings come first, so that no half of it is ever seen. */
export async function createDemoProject(
  folder: string,
  library: Library,
  importing: Importing,
): Promise<Project> {
  const trackIds: string[] = [];
  for (const { path, name } of await demoFiles(folder))
    trackIds.push((await importing.importFile(path, { name })).id);
  const project = library.projects.create('Demo');
  return library.projects.save({ ...project, trackIds, activeTrackId: trackIds[0] ?? null });
}
