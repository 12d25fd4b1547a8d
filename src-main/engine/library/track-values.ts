import type { Judgement } from '../../../src-preload/contract/domain.ts';
import type { ListedTrack } from '../../../src-preload/contract/track-list.ts';
import type { Database } from './database.ts';

type Values = NonNullable<ListedTrack['values']>;
type Kind = 'midLevel' | 'emotion';

interface Output {
  readonly key: number;
  readonly kind: Kind;
  readonly name: string;
}

/** Every output that a model gave a value to here. */
export function outputsOf({ all, build }: Database, modelId: string): Output[] {
  return all(build.selectFrom('outputs').select(['key', 'kind', 'name']).where('model_id', '=', modelId));
}

/** Takes a prediction's means as the model's latest of this track, in the caller's transaction. */
export function replaceValues(
  database: Database,
  trackId: string,
  modelId: string,
  { midLevel, emotions }: Pick<Judgement, 'midLevel' | 'emotions'>,
): void {
  const { build } = database;
  const track = database.first(build.selectFrom('tracks').select('number').where('id', '=', trackId))?.number;
  if (track === undefined) return;
  const named = [
    ...Object.entries(midLevel).map(([name, value]) => ({ kind: 'midLevel' as const, name, value })),
    ...Object.entries(emotions).map(([name, value]) => ({ kind: 'emotion' as const, name, value })),
  ];
  database.run(
    build
      .deleteFrom('track_values')
      .where('track', '=', track)
      .where('output', 'in', outputKeys(database, modelId)),
  );
  if (named.length === 0) return;
  database.run(
    build
      .insertInto('outputs')
      .values(named.map(({ kind, name }) => ({ model_id: modelId, kind, name })))
      .onConflict((row) => row.doNothing()),
  );
  const keys = new Map(outputsOf(database, modelId).map(({ key, kind, name }) => [`${kind} ${name}`, key]));
  database.run(
    build
      .insertInto('track_values')
      .values(named.map(({ kind, name, value }) => ({ output: keys.get(`${kind} ${name}`)!, track, value }))),
  );
}

/** The means of these tracks, by their numbers. */
export function valuesOf(
  database: Database,
  numbers: readonly number[],
  modelId: string,
): Map<number, Values> {
  const found = new Map<number, Values>();
  const outputs = new Map(outputsOf(database, modelId).map((output) => [output.key, output]));
  if (outputs.size === 0 || numbers.length === 0) return found;
  const rows = database.all(
    database.build
      .selectFrom('track_values')
      .select(['output', 'track', 'value'])
      .where('output', 'in', [...outputs.keys()])
      .where('track', 'in', numbers),
  );
  for (const { output, track, value } of rows) {
    const values = found.get(track) ?? { midLevel: {}, emotions: {} };
    found.set(track, values);
    const { kind, name } = outputs.get(output)!;
    values[kind === 'midLevel' ? 'midLevel' : 'emotions'][name] = value;
  }
  return found;
}

const outputKeys = ({ build }: Database, modelId: string) =>
  build.selectFrom('outputs').select('key').where('model_id', '=', modelId);
