import { sql } from 'kysely';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { SimilarTrack, TrackQuery } from '../../../src-preload/contract/track-list.ts';
import type { Database } from './database.ts';
import { rowsOf } from './track-list.ts';
import { outputsOf, valuesOf } from './track-values.ts';

export interface SimilarQuery extends Pick<TrackQuery, 'modelId' | 'curve'> {
  readonly modelId: string;
  readonly limit: number;
}

/**
 * The tracks whose mid-level profile is nearest to that of the track with this number, the nearest first, without itself. The distance is
 * the root mean square of the differences of all mid-level features: on average so many standard deviations of the training
 * windows lie between the two. Only tracks with every feature count. @throws MezzoError `not_found` when the track itself was not predicted.
 */
export function similarTracks(database: Database, number: number, query: SimilarQuery): SimilarTrack[] {
  const profile = valuesOf(database, [number], query.modelId).get(number)?.midLevel;
  const features = outputsOf(database, query.modelId).filter(({ kind }) => kind === 'midLevel');
  const compared = features.filter(({ name }) => profile?.[name] !== undefined);
  if (!profile || compared.length === 0)
    throw new MezzoError(
      'not_found',
      'This model has not predicted the recording yet, so nothing can be compared with it. Open it once, then look again.',
    );
  const squares = new Map<number, { sum: number; count: number }>();
  for (const { key, name } of compared) {
    const tracks = database.numbers(sql`SELECT track FROM track_values WHERE output = ${key} ORDER BY track`);
    const values = database.numbers(sql`SELECT value FROM track_values WHERE output = ${key} ORDER BY track`);
    tracks.forEach((track, i) => {
      const square = (values[i]! - profile[name]!) ** 2;
      const far = squares.get(track);
      if (far) {
        far.sum += square;
        far.count++;
      } else squares.set(track, { sum: square, count: 1 });
    });
  }
  const nearest = [...squares]
    .filter(([track, { count }]) => track !== number && count === compared.length)
    .map(([track, { sum }]) => ({ track, distance: Math.sqrt(sum / compared.length) }))
    .sort((a, b) => a.distance - b.distance || a.track - b.track)
    .slice(0, query.limit);
  const rows = rowsOf(
    database,
    nearest.map(({ track }) => track),
    query,
  );
  return rows.map((track, i) => ({ track, distance: nearest[i]!.distance }));
}
