import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type Database, databaseOver } from './database.ts';
import type { LabelledExplanation } from './explanations.ts';
import { repositoriesOf } from './library.ts';
import { predictionOf, recording, steppingClock } from './library-fixture.ts';
import { migrate } from './migrations.ts';

function library() {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  const database: Database = databaseOver(sqlite);
  const parts = repositoriesOf(database, steppingClock());
  const track = parts.tracks.add(recording('take.wav'));
  const count = (table: string) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  return { ...parts, sqlite, track, count };
}

function explanationOf(trackId: string, id: string, feature = 'minorness'): LabelledExplanation {
  return {
    id,
    trackId,
    model: { id: 'seed', version: '1.0.0' },
    provider: 'cpu',
    window: { start: 0, end: 2 },
    feature,
    segmenter: { name: 'felzenszwalb', params: { scale: 25, minSize: 40 } },
    selection: 'p_value',
    estimator: 'lime',
    fill: 'silence',
    regions: [],
    complete: true,
    trust: null,
    randomised: null,
    sourceErrorDb: null,
    samples: 1000,
    seed: 7,
    prediction: 0.25,
    intercept: 0.1,
    fidelity: { r2: 0.8, stability: 0.9 },
    note: null,
    segments: [
      {
        id: 3,
        weight: -0.25,
        standardError: 0.01,
        pValue: 1e-12,
        selected: true,
        source: null,
        interval: null,
        timeRange: [0, 1.5],
        frequencyRange: [55, 220.5],
      },
    ],
    elapsedMs: 812,
    createdAt: '2026-01-01T12:00:00.000Z',
    frames: 3,
    bands: 2,
    frameSeconds: 0.032,
    bandEdges: [55, 110, 220.5],
    labels: new Int32Array([0, 0, 3, 3, -1, 2_000_000]),
  };
}

describe('predictions', () => {
  test('are found again by what they were computed from, and by nothing else', () => {
    const { predictions, track } = library();
    const key = { trackId: track.id, modelHash: 'm', settingsHash: 's' };
    const saved = predictions.save(key, predictionOf(track.id, 0.5), 'k1', null);
    expect(saved.record).toEqual(predictionOf(track.id, 0.5));
    expect(predictions.find(key)).toEqual(saved);
    expect(predictions.find({ ...key, modelHash: 'other' })).toBeUndefined();
    expect(predictions.find({ ...key, settingsHash: 'other' })).toBeUndefined();
  });

  test('keep how familiar each window was, and say so where the model gives none', () => {
    const { predictions, track } = library();
    const key = { trackId: track.id, modelHash: 'm', settingsHash: 's' };
    const familiarity = Float32Array.of(1, 0.25, 0);
    predictions.save(key, predictionOf(track.id, 0.5), 'k1', familiarity.subarray(1));
    expect(predictions.find(key)?.familiarity).toEqual(Float32Array.of(0.25, 0));
    predictions.save(key, predictionOf(track.id, 0.5), 'k1', null);
    expect(predictions.find(key)?.familiarity).toBeNull();
  });

  test('replace an earlier one of the same key', () => {
    const { predictions, track } = library();
    const key = { trackId: track.id, modelHash: 'm', settingsHash: 's' };
    const first = predictions.save(key, predictionOf(track.id, 0.5), 'k1', null);
    const second = predictions.save(key, predictionOf(track.id, -0.5), 'k2', null);
    expect(second).toMatchObject({ id: first.id, curvesKey: 'k2' });
    expect(predictions.list(track.id)).toEqual([second]);
  });

  test('give one summary a track, the newest of a model, in pages', () => {
    const { predictions, tracks } = library();
    const ids = ['a.wav', 'b.wav', 'c.wav'].map((name) => tracks.add(recording(name)).id).sort();
    const save = (trackId: string, modelHash: string, settingsHash: string, valence: number) =>
      predictions.save({ trackId, modelHash, settingsHash }, predictionOf(trackId, valence), 'k', null);
    for (const [i, id] of ids.entries()) save(id, 'm', 'cpu', 0.1 * (i + 1));
    save(ids[0]!, 'm', 'cuda', 0.7);
    save(ids[0]!, 'other', 'cpu', -1);
    const first = predictions.summaries('m', '', 2);
    expect(first.map(({ trackId, emotions }) => [trackId, emotions.valence])).toEqual([
      [ids[0], 0.7],
      [ids[1], 0.2],
    ]);
    expect(first[0]!.midLevel).toEqual({ minorness: 1 });
    expect(predictions.summaries('m', ids[1]!, 2).map(({ trackId }) => trackId)).toEqual([ids[2]]);
    expect(predictions.summaries('nothing', '', 2)).toEqual([]);
    const mark = predictions.mark('m');
    expect(predictions.mark('m')).toBe(mark);
    tracks.remove(ids[1]!);
    expect(predictions.mark('m')).not.toBe(mark);
  });

  test('of a track that was removed meanwhile end in a sentence', () => {
    const { predictions, tracks, track } = library();
    tracks.remove(track.id);
    expect(() =>
      predictions.save(
        { trackId: track.id, modelHash: 'm', settingsHash: 's' },
        predictionOf(track.id, 0),
        'k',
        null,
      ),
    ).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('explanations', () => {
  const key = { modelHash: 'm', settingsHash: 's' };

  test('come back as they were saved, with their label map', () => {
    const { explanations, track } = library();
    const entry = explanationOf(track.id, 'e1');
    expect(explanations.save(key, entry)).toBe('e1');
    expect(explanations.get('e1')).toEqual(entry);
    expect(explanations.find({ ...key, trackId: track.id })).toBe('e1');
  });

  test('computed twice keep the first, since edits may point to it', () => {
    const { explanations, track } = library();
    explanations.save(key, explanationOf(track.id, 'e1'));
    expect(explanations.save(key, explanationOf(track.id, 'e2'))).toBe('e1');
    expect(explanations.list(track.id).map((entry) => entry.id)).toEqual(['e1']);
  });

  test('are listed without their segments', () => {
    const { explanations, track } = library();
    const { segments, labels, frames, bands, frameSeconds, bandEdges, ...outline } = explanationOf(
      track.id,
      'e1',
    );
    explanations.save(key, explanationOf(track.id, 'e1'));
    expect(explanations.list(track.id)).toEqual([outline]);
  });

  test('of one window share a label map, which goes with the last of them', () => {
    const { explanations, tracks, track, count } = library();
    explanations.save(key, explanationOf(track.id, 'e1'));
    explanations.save({ ...key, settingsHash: 't' }, explanationOf(track.id, 'e2', 'dissonance'));
    expect(count('label_maps')).toBe(1);
    tracks.remove(track.id);
    expect(count('explanations')).toBe(0);
    expect(count('label_maps')).toBe(0);
  });

  test('with a damaged label map say so instead of giving wrong segments', () => {
    const { explanations, track, sqlite } = library();
    explanations.save(key, explanationOf(track.id, 'e1'));
    sqlite.prepare('UPDATE label_maps SET deflated = ?').run(Buffer.from([1, 2, 3]));
    expect(() => explanations.get('e1')).toThrow(expect.objectContaining({ code: 'library_damaged' }));
  });

  test('refuse a label map of the wrong size', () => {
    const { explanations, track } = library();
    expect(() => explanations.save(key, { ...explanationOf(track.id, 'e1'), frames: 4 })).toThrow('6 labels');
  });
});

describe('models seen', () => {
  test('remember the first and the last time, a model of other weights apart', () => {
    const { modelsSeen } = library();
    const model = { id: 'seed', version: '1', hash: 'a', name: 'Seed' };
    modelsSeen.note(model);
    modelsSeen.note({ ...model, hash: 'b' });
    modelsSeen.note({ ...model, name: 'Seed model' });
    const [latest, other] = modelsSeen.list();
    expect(latest).toMatchObject({ hash: 'a', name: 'Seed model' });
    expect(latest && latest.firstSeenAt < latest.lastSeenAt).toBe(true);
    expect(other?.hash).toBe('b');
  });
});

describe('settings', () => {
  test('hold any JSON by key', () => {
    const { settings } = library();
    settings.set('provider', 'auto');
    settings.set('window', { width: 1280, panels: ['inspector', null, 0.5] });
    settings.set('provider', null);
    expect(settings.get()).toEqual({
      provider: null,
      window: { width: 1280, panels: ['inspector', null, 0.5] },
    });
  });
});
