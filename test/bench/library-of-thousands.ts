import Sqlite from 'better-sqlite3';
import { databaseOver } from '../../src-main/engine/library/database.ts';
import { foldersUnder } from '../../src-main/engine/library/folders.ts';
import { repositoriesOf } from '../../src-main/engine/library/library.ts';
import { hashOf, recording } from '../../src-main/engine/library/library-fixture.ts';
import { migrate } from '../../src-main/engine/library/migrations.ts';
import { sketchOf } from '../../src-main/engine/library/sketch.ts';

/** Whose values the recordings have. */
export interface BenchModel {
  readonly id: string;
  readonly features: readonly string[];
  readonly emotions: readonly string[];
}

export const benchModel: BenchModel = {
  id: 'bench-model',
  features: Array.from({ length: 10 }, (_, i) => `feature_${i}`),
  emotions: Array.from({ length: 8 }, (_, i) => `emotion_${i}`),
};

interface Made {
  readonly model?: BenchModel;
  /** Where the files are said to lie. */
  readonly archive?: string;
}

const words =
  'prelude fugue étude take mix rehearsal live concert quartet trio nocturne sketch demo night'.split(' ');
const tags = ['live', 'studio', 'to check', 'favourite', 'rough', 'reference'];

/** The same numbers at every run (Mulberry32): 0 … 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A library of that many recordings in a folder: nine in ten predicted, a third rated, half tagged, one in a hundred missing or double. */
export function makeLibrary(
  folder: string,
  count: number,
  { model = benchModel, archive = '/archive' }: Made = {},
): void {
  const sqlite = new Sqlite(foldersUnder(folder).database);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = OFF');
  migrate(sqlite);
  const database = databaseOver(sqlite);
  const library = repositoriesOf(database, () => new Date());
  const random = seeded(5);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  database.transaction(() => {
    for (let i = 0; i < count; i++) {
      const name = `${pick(words)} ${pick(words)} ${Math.floor(random() * 1000)}.flac`;
      const { id } = library.tracks.add(
        recording(name, {
          path: `${archive}/${pick(words)}/${i}/${name}`,
          duration: 20 + 600 * random(),
          audioHash: hashOf(random() < 0.01 ? 'the same' : String(i)),
        }),
      );
      if (random() < 0.3) library.tracks.setRating(id, 1 + Math.floor(5 * random()));
      if (random() < 0.5) library.tracks.setTags(id, [pick(tags), pick(tags)]);
      if (random() < 0.01) library.tracks.setMissing(id, true);
      if (random() < 0.9) predict(library, id, random, model);
    }
  });
  database[Symbol.dispose]();
}

function predict(
  { predictions }: Pick<ReturnType<typeof repositoriesOf>, 'predictions'>,
  trackId: string,
  random: () => number,
  model: BenchModel,
): void {
  const values = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, 2 * random() - 1]));
  const windows = 100;
  const width = model.features.length + model.emotions.length;
  const curves = Float32Array.from({ length: windows * width }, random);
  predictions.save(
    { trackId, modelHash: 'bench', settingsHash: 'cpu' },
    {
      trackId,
      model: { id: model.id, version: '1.0.0' },
      provider: 'cpu',
      duration: 60,
      windowSeconds: 10,
      hopSeconds: 0.5,
      count: windows,
      midLevelNames: [...model.features],
      emotionNames: [...model.emotions],
      summary: {
        midLevel: values(model.features),
        emotions: values(model.emotions),
        familiarity: random(),
      },
      warnings: [],
    },
    hashOf(trackId),
    Float32Array.from({ length: windows }, random),
    sketchOf(curves, windows, model.emotions.length),
  );
}
