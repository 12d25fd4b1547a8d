import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { EngineClient } from '../../src-renderer/engine-client.ts';
import { uploadFile } from '../../src-renderer/transport/upload.ts';
import { curveBytes, fakePrediction } from './fake-router.ts';

/** A way to the fake engine. */
export interface Way {
  readonly client: EngineClient;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What every transport must carry, whatever it is made of. */
export function testTransport(open: () => Promise<Way>): void {
  test('a call is answered', async () => {
    await using way = await open();
    expect(await way.client.system.about()).toMatchObject({ version: 'fake', providers: ['cpu'] });
  });

  test('text arrives as it was sent', async () => {
    await using way = await open();
    const text = '„Prélude“ 憂い 🎻 \u0000 \u2028 \\ " \uD83C\uDFBB'.repeat(200);
    await way.client.settings.set({ key: 'text', value: text });
    expect((await way.client.settings.get()).text).toBe(text);
  });

  test('8 MB go in and come out bit for bit', async () => {
    await using way = await open();
    const bytes = patternBytes(8 * 1024 * 1024);
    await way.client.uploads.begin({ name: 'big', size: bytes.length });
    const chunk = new Blob([bytes]);
    expect(await way.client.uploads.append({ uploadId: 'big', chunk })).toEqual({ received: bytes.length });
    const back = await way.client.exports.read({ exportId: 'big', offset: 0, length: bytes.length });
    expect(Buffer.compare(await bufferOf(back), bytes)).toBe(0);
  });

  test('a dropped file is sent in steps and shows its progress', async () => {
    await using way = await open();
    const bytes = patternBytes(9 * 1024 * 1024 + 7);
    const fractions: number[] = [];
    const file = new File([bytes], 'Étude № 3.wav');
    const source = await uploadFile(way.client, file, { onProgress: (done) => fractions.push(done) });
    expect(source).toEqual({ kind: 'upload', uploadId: 'Étude № 3.wav' });
    expect(fractions).toHaveLength(3);
    expect(fractions.at(-1)).toBe(1);
    const tail = { exportId: 'Étude № 3.wav', offset: bytes.length - 1000, length: 1000 };
    const back = await bufferOf(await way.client.exports.read(tail));
    expect(Buffer.compare(back, bytes.subarray(bytes.length - 1000))).toBe(0);
  });

  test('an empty Blob stays a Blob', async () => {
    await using way = await open();
    await way.client.uploads.begin({ name: 'none', size: 0 });
    const back = await way.client.exports.read({ exportId: 'none', offset: 0, length: 1 });
    expect(back).toBeInstanceOf(Blob);
    expect(back.size).toBe(0);
  });

  test('a stream brings progress in order, and what it made is fetched with numbers that are not JSON', async () => {
    await using way = await open();
    const fractions: number[] = [];
    for await (const event of await way.client.predictions.run(audio('Prélude'))) {
      if (event.kind === 'progress') fractions.push(event.fraction);
    }
    expect(fractions).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    const { curves, familiarity, ...rest } = await way.client.predictions.get(audio('Prélude'));
    const { curves: _, familiarity: __, ...expected } = fakePrediction('Prélude');
    expect(rest).toEqual(expected);
    expect(Buffer.compare(await bufferOf(curves), curveBytes)).toBe(0);
    expect(new Float32Array(await familiarity!.arrayBuffer())).toEqual(Float32Array.of(1, 0.25, 0));
  });

  test('a failure keeps its code and its sentence', async () => {
    await using way = await open();
    await expect(way.client.tracks.get({ trackId: 'Bartók 🎻' })).rejects.toMatchObject({
      name: 'MezzoError',
      code: 'file_missing',
      message: '“Bartók 🎻” is not where it was. Find it again.',
    });
  });

  test('a failure in the middle of a stream keeps its code and its sentence', async () => {
    await using way = await open();
    const seen: string[] = [];
    const consume = async (): Promise<void> => {
      for await (const event of await way.client.predictions.run(audio('damaged'))) seen.push(event.kind);
    };
    await expect(consume()).rejects.toMatchObject({
      name: 'MezzoError',
      code: 'audio_damaged',
      message: '“Prélude.mp3” breaks off after 3 s. Export it again.',
    });
    expect(seen).toHaveLength(5);
  });

  test('a request that breaks the contract is refused with the field that is wrong', async () => {
    await using way = await open();
    await expect(way.client.tracks.list({ limit: 0 })).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/tracks\.list.*limit/),
    });
  });

  test('an answer that breaks the contract is a failure, not a wrong number', async () => {
    await using way = await open();
    await expect(way.client.audio.loudness(audio('any'))).rejects.toMatchObject({ code: 'unexpected' });
  });

  test('a cancelled call rejects and reaches the engine', async () => {
    await using way = await open();
    const controller = new AbortController();
    const call = way.client.predictions.shift(audio('slow'), { signal: controller.signal });
    await way.client.system.about();
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await expectCancelled(way.client, 1);
  });

  test('a stream cancelled by its signal stops the engine', async () => {
    await using way = await open();
    const controller = new AbortController();
    const consume = async (): Promise<void> => {
      let count = 0;
      for await (const _ of await way.client.predictions.run(audio('endless'), {
        signal: controller.signal,
      })) {
        count += 1;
        if (count === 3) controller.abort();
      }
    };
    await expect(consume()).rejects.toMatchObject({ code: 'cancelled' });
    await expectCancelled(way.client, 1);
  });

  test('many calls at once each get their own answer', async () => {
    await using way = await open();
    const names = Array.from({ length: 100 }, (_, index) => `track ${index}`);
    const sentences = await Promise.all(
      names.map((trackId) => way.client.tracks.get({ trackId }).catch((error: Error) => error.message)),
    );
    expect(sentences).toEqual(names.map((name) => `“${name}” is not where it was. Find it again.`));
  });
}

/** `audio` input for a track by its id, which chooses how the fake engine behaves. */
export function audio(trackId: string): { audio: { trackId: string; steps: [] } } {
  return { audio: { trackId, steps: [] } };
}

async function expectCancelled(client: EngineClient, times: number): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) {
    if ((await client.settings.get()).cancelled === times) return;
    await delay(5);
  }
  expect((await client.settings.get()).cancelled).toBe(times);
}

/** Bytes of every value in an order that shows displaced or repeated parts. */
function patternBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

async function bufferOf(blob: Blob): Promise<Buffer> {
  return Buffer.from(await blob.arrayBuffer());
}
