import type { Judgement, Track } from '../../src-preload/contract/domain.ts';
import {
  type ListedTrack,
  type PredictAllEvent,
  type RelinkEvent,
  type SimilarTrack,
  type TagCount,
  type TrackPage,
  trackQuery,
} from '../../src-preload/contract/track-list.ts';

/** Ratings and tags, and the list by them, of the engine in memory. */
export class FakeLibrary {
  readonly #tracks: readonly Track[];
  readonly #judge: (trackId: string) => Judgement;
  readonly #ratings = new Map<string, number>();
  readonly #tags = new Map<string, string[]>();

  constructor(tracks: readonly Track[], judge: (trackId: string) => Judgement) {
    this.#tracks = tracks;
    this.#judge = judge;
  }

  list(input: unknown): TrackPage {
    const { search, sort, descending, filter, offset, limit, curve } = trackQuery.parse(input);
    const found = this.#tracks
      .map((track) => this.listed(track, curve))
      .filter(
        ({ name, tags, rating, missing, copies }) =>
          `${name} ${tags.join(' ')}`.toLowerCase().includes(search.trim().toLowerCase()) &&
          filter.tags.every((tag) => tags.includes(tag)) &&
          rating >= filter.minRating &&
          (missing || !filter.missing) &&
          (copies > 0 || !filter.duplicates) &&
          !filter.unpredicted,
      );
    const keyOf = ({ name, duration, rating, values }: ListedTrack): number | string => {
      if (sort.by === 'midLevel') return values?.midLevel[sort.name] ?? 0;
      if (sort.by === 'emotion') return values?.emotions[sort.name] ?? 0;
      return { imported: 0, audio: 0, name: name.toLowerCase(), duration, rating }[sort.by];
    };
    const order = (a: ListedTrack, b: ListedTrack) =>
      keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;
    // In the order of import, and a stable sort keeps it.
    if (sort.by !== 'imported') found.sort(descending ? (a, b) => order(b, a) : order);
    return { items: found.slice(offset, offset + limit), total: found.length };
  }

  listed(track: Track, curve?: string): ListedTrack {
    const { midLevel, emotions } = this.#judge(track.id);
    const level = curve === undefined ? undefined : emotions[curve];
    return {
      ...track,
      tags: this.#tags.get(track.id) ?? [],
      rating: this.#ratings.get(track.id) ?? 0,
      path: `/music/${track.name}`,
      copies: this.#tracks.filter(({ audioHash }) => audioHash === track.audioHash).length - 1,
      values: { midLevel, emotions },
      curve: level === undefined ? null : Array.from({ length: 64 }, (_, i) => level + 0.2 * Math.sin(i / 5)),
    };
  }

  similar(trackId: string, curve?: string): SimilarTrack[] {
    const profile = Object.entries(this.#judge(trackId).midLevel);
    return this.#tracks
      .filter(({ id }) => id !== trackId)
      .map((track) => {
        const { midLevel } = this.#judge(track.id);
        const sum = profile.reduce((total, [name, value]) => total + (value - midLevel[name]!) ** 2, 0);
        return { track: this.listed(track, curve), distance: Math.sqrt(sum / profile.length) };
      })
      .sort((a, b) => a.distance - b.distance);
  }

  /** No file of the engine in memory is ever missing. */
  async *relink(): AsyncGenerator<RelinkEvent, void, void> {
    yield { kind: 'done', files: 0, found: 0, missing: 0 };
  }

  /** Every recording of the engine in memory is predicted already. */
  async *predictAll(): AsyncGenerator<PredictAllEvent, void, void> {
    yield { kind: 'begin', total: 0 };
  }

  setTags(trackId: string, tags: string[]): void {
    this.#tags.set(trackId, tags);
  }

  setRating(trackId: string, rating: number): void {
    this.#ratings.set(trackId, rating);
  }

  tags(): TagCount[] {
    const counts = new Map<string, number>();
    for (const tag of [...this.#tags.values()].flat()) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].map(([tag, count]) => ({ tag, count }));
  }
}
