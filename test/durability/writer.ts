import { writeSync } from 'node:fs';
import { canonicalKey } from '../../src-main/engine/library/canonical-key.ts';
import { openLibrary } from '../../src-main/engine/library/library.ts';
import { predictionOf, recording } from '../../src-main/engine/library/library-fixture.ts';

/**
 * Child process of the durability tests: node writer.ts FOLDER NAME COUNT. Saves a track, its curves, its prediction
 * and an edit, and then says so with one line on stdout; COUNT times, or until it is killed.
 */

export interface Acknowledged {
  readonly trackId: string;
  readonly name: string;
  readonly curvesKey: string;
  readonly value: number;
}

const [folder = '', writer = '', count = '0'] = process.argv.slice(2);
await using library = await openLibrary({ folder });
say({ notices: library.notices });

for (let index = 0; index < Number(count); index++) {
  const name = `${writer} ${index}`;
  const value = index / 1000;
  const { id: trackId } = library.tracks.add(recording(name));
  const curvesKey = canonicalKey({ name });
  await library.cache.put(curvesKey, new Float32Array(20_000).fill(value));
  const key = { trackId, modelHash: 'm', settingsHash: 's' };
  library.predictions.save(key, predictionOf(trackId, value), curvesKey, null);
  library.edits.set(trackId, [], name);
  say({ trackId, name, curvesKey, value } satisfies Acknowledged);
}

/** Synchronous, so that the line is out before the next step begins. */
function say(what: object): void {
  writeSync(1, `${JSON.stringify(what)}\n`);
}
