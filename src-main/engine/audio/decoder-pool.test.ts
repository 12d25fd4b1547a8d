import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createDecoderPool } from './decoder-pool.ts';

const settings = {
  program: fileURLToPath(new URL('./decoder.fixture.ts', import.meta.url)),
  silenceLimitMs: 1500,
  idleMs: 5000,
  filesPerProcess: 100,
};
const pool = createDecoderPool(settings);
afterAll(() => pool[Symbol.dispose]());

const request = (name: string) => ({ name, path: '', samplesPath: '', peaksPath: '' });
/** The stand-in says its process id where the codec would be. */
const processOf = async (name: string, of = pool) => (await of.decode(request(name))).info.codec;

function isAlive(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

it.each(['crash', 'exit'])(
  'a decoder that ends by %s becomes a sentence that names the file',
  async (name) => {
    await expect(pool.decode(request(name))).rejects.toMatchObject({
      code: 'audio_damaged',
      message: expect.stringMatching(
        new RegExp(`^“${name}” could not be decoded: the decoder broke down over it`),
      ),
    });
  },
);

it('a decoder that does not start is not blamed on the file', async () => {
  using missing = createDecoderPool({
    ...settings,
    program: fileURLToPath(new URL('./no-such-program.ts', import.meta.url)),
  });
  await expect(missing.decode(request('good'))).rejects.toMatchObject({
    code: 'unexpected',
    message: expect.stringContaining('could not be started'),
  });
});

it('a decoder that hangs is ended, and the next file gets a new one', async () => {
  const before = await processOf('good');
  await expect(pool.decode(request('loop'))).rejects.toMatchObject({
    code: 'audio_damaged',
    message: expect.stringContaining('gave no sound'),
  });
  expect(isAlive(before)).toBe(false);
  expect(await processOf('good')).not.toBe(before);
});

it('a decoder that works slowly but shows it is left alone', async () => {
  const seen: number[] = [];
  const result = await pool.decode(request('slow'), { onProgress: (fraction) => seen.push(fraction) });
  expect(result.frames).toBe(1);
  expect(seen).toHaveLength(8);
});

it('cancelling ends the process at once', async () => {
  const before = await processOf('good');
  const controller = new AbortController();
  const decoding = pool.decode(request('loop'), { signal: controller.signal });
  controller.abort();
  await expect(decoding).rejects.toMatchObject({ code: 'cancelled' });
  expect(isAlive(before)).toBe(false);
});

it('one process serves file after file, and is replaced after its share', async () => {
  using three = createDecoderPool({ ...settings, filesPerProcess: 3 });
  const served = [];
  for (let file = 0; file < 4; file++) served.push(await processOf('good', three));
  expect(served[1]).toBe(served[0]);
  expect(served[2]).toBe(served[0]);
  expect(served[3]).not.toBe(served[0]);
});

it('a file is not blamed for what an earlier one did to the process', async () => {
  const before = await processOf('good');
  expect(await processOf('only first')).not.toBe(before);
});

it('two files at once get two processes', async () => {
  const [first, second] = await Promise.all([processOf('good'), processOf('good')]);
  expect(first).not.toBe(second);
});
