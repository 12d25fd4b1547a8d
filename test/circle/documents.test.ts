import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/engine.ts';
import type { Contract } from '../../src-preload/contract/contract.ts';
import type { DocumentRequest } from '../../src-preload/contract/document.ts';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import { type DemoEngine, openDemoEngine } from './demo-engine.fixture.ts';

/** Every document about a demo recording, through the contract, as a renderer asks for them. */

const HOSTILE = '"><script>alert(1)</script>\t&\n,';

let demo: DemoEngine;
let engine: Engine;
let home: string;
let client: ContractRouterClient<Contract>;
let request: DocumentRequest;

beforeAll(async () => {
  demo = await openDemoEngine('documents');
  ({ client, engine, home } = demo);
  const project = await client.projects.last();
  const trackId = project.activeTrackId!;
  const settings = {
    feature: 'minorness',
    start: 8,
    samples: 200,
    seed: 1,
    segmenter: 'felzenszwalb',
    selection: 'top:count=5',
  };
  let explanationId = '';
  for await (const event of await client.explanations.run({ audio: { trackId, steps: [] }, settings }))
    if (event.kind === 'done') explanationId = event.explanationId;
  const step: EditStep = {
    id: 'step',
    name: HOSTILE,
    target: { kind: 'region', timeRange: [9, 11], frequencyRange: [100, 2000] },
    complement: false,
    gainDb: -12,
    bypassed: false,
  };
  request = {
    name: 'report',
    ending: 'html',
    audio: { trackId, steps: [step] },
    start: 8,
    emotion: 'arousal',
    emotions: ['valence', 'arousal'],
    explanationId,
    marks: ['segment', 'edit', 'moment'],
    times: 'recording',
  };
}, 120_000);

afterAll(() => demo[Symbol.asyncDispose]());

/** The text of a document, written to a place the user chose. */
async function written(change: Partial<DocumentRequest>): Promise<string> {
  const path = join(home, 'document.txt');
  const token = engine.grants.issue(path, 'write');
  const document = { ...request, ...change };
  let bytes = 0;
  for await (const event of await client.exports.document({
    document,
    destination: { kind: 'grant', token },
  })) {
    if (event.kind === 'done') bytes = event.bytes;
  }
  const text = await readFile(path, 'utf8');
  expect(Buffer.byteLength(text)).toBe(bytes);
  return text;
}

it('writes every document in each of its endings', async () => {
  for (const { name, endings } of await client.exports.documents()) {
    for (const ending of endings) {
      const text = await written({ name, ending });
      expect(text.length, `${name}.${ending}`).toBeGreaterThan(100);
      const read = text.replace(/;base64,[^"]+"/g, '');
      expect(read, `${name}.${ending}`).not.toMatch(/NaN|undefined/);
      if (['svg', 'html', 'svl'].includes(ending)) expect(read, name).not.toContain('<script');
    }
  }
}, 120_000);

it('writes the effects that the model gives, which add up to the emotion', async () => {
  const lines = (await written({ name: 'effects', ending: 'csv' })).trim().split('\n').slice(1);
  const effects = lines.map((line) => Number(line.split(',')[2]));
  const sum = effects.slice(0, -1).reduce((total, effect) => total + effect, 0);
  expect(sum).toBeCloseTo(effects.at(-1)!, 5);
  const { audio, start } = request;
  const { before, after } = await client.predictions.shift({ audio, start });
  expect(effects.at(-1)).toBeCloseTo(before.emotions.arousal!, 6);
  expect(Number(lines.at(-1)!.split(',')[5])).toBeCloseTo(after.emotions.arousal!, 6);
});

it('writes a curve of the edited sound, a line a window', async () => {
  const lines = (await written({ name: 'curve', ending: 'csv' })).trim().split('\n');
  const prediction = await client.predictions.get({ audio: request.audio });
  const curves = new Float32Array(await prediction.curves.arrayBuffer());
  const names = [...prediction.midLevelNames, ...prediction.emotionNames];
  expect(lines).toHaveLength(prediction.count);
  const value = Number(lines[7]!.split(',')[1]);
  expect(value).toBeCloseTo(curves[7 * names.length + names.indexOf('arousal')]!, 5);
});

it('labels the five marked segments, the step on one line, and the moment', async () => {
  const lines = (await written({ name: 'reaper', ending: 'csv' })).trim().split('\n');
  expect(lines).toHaveLength(1 + 5 + 1 + 1);
  expect(lines[6]).toMatch(
    /^R6,"""><script>alert\(1\)<\/script> & ,, −12\.0 dB",0:09\.000,0:11\.000,0:02\.000$/,
  );
});

it('writes the times of the recording, or of an edit at another tempo, and lets both be heard', async () => {
  const slower: EditStep = {
    ...request.audio.steps[0]!,
    name: 'Slower',
    target: { kind: 'time', timeRange: [4, 8] },
    gainDb: 0,
    tempo: 0.5,
  };
  const audio = { ...request.audio, steps: [...request.audio.steps, slower] };
  const times = async (name: string, of: DocumentRequest['times']) =>
    (await written({ name, ending: 'csv', audio, times: of })).trim().split('\n');
  const [own, moved] = [await times('curve', 'recording'), await times('curve', 'sound')];
  expect(moved).toHaveLength(own.length);
  const last = (lines: string[]) => Number(lines.at(-1)!.split(',')[0]);
  expect(last(moved) - last(own)).toBeCloseTo(4, 5);
  const labelled = async (of: DocumentRequest['times']) => (await times('reaper', of))[6];
  expect(await labelled('recording')).toMatch(/,0:09\.000,0:11\.000,0:02\.000$/);
  expect(await labelled('sound')).toMatch(/,0:13\.000,0:15\.000,0:02\.000$/);
  const report = await written({ audio });
  expect(report).toContain('50 % tempo');
  expect(report).toMatch(/Edited, [\d.–]+ s of the recording/);
});

it('refuses what it cannot write, and never writes over a recording', async () => {
  await expect(written({ name: 'report', ending: 'svg' })).rejects.toMatchObject({ code: 'bad_request' });
  await expect(written({ name: 'explanation', ending: 'svg', explanationId: null })).rejects.toThrow(
    'No explanation is open',
  );
  const { path } = engine.library.tracks.file(request.audio.trackId);
  const token = engine.grants.issue(path, 'write');
  const content = new Blob(['x']);
  await expect(client.exports.save({ token, content })).rejects.toThrow('Mezzo never changes recordings');
  const reading = engine.grants.issue(join(home, 'other.png'), 'read');
  await expect(client.exports.save({ token: reading, content })).rejects.toMatchObject({
    code: 'not_granted',
  });
});
