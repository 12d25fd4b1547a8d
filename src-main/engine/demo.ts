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

/** Makes the project a newcomer finds, with the demo recordings in it. */
export async function createDemoProject(
  folder: string,
  library: Library,
  importing: Importing,
): Promise<Project> {
  const { id } = library.projects.create('Demo');
  for (const { path, name } of await demoFiles(folder)) {
    const track = await importing.importFile(path, { name });
    library.projects.addTrack(id, track.id);
  }
  const project = library.projects.open(id);
  return library.projects.save({ ...project, activeTrackId: project.trackIds[0] ?? null });
}
