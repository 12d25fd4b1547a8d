import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeFile } from '../../src-main/engine/audio/encode.fixture.ts';
import { writeAudio } from '../../src-main/engine/audio/write.ts';
import { longRecording } from './long-recording.ts';
import { printRow, referenceMs } from './row.ts';
import { watchMemory } from './tree-memory.ts';

/**
 * Decoding, front end and prediction as the command line does them, in a process of its own with an empty library: a four-minute MP3 from
 * cold, a batch of them, and what a long recording needs of memory.
 */

const mezzo = fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'mezzo-bench-'));

async function predict(home: string, ...files: string[]): Promise<{ seconds: number; megabytes: number }> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [mezzo, 'predict', ...files, '--json', '--home', join(folder, home)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const memory = watchMemory(child.pid ?? 0);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`mezzo predict ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, megabytes: memory.stop() };
}

try {
  const reference = referenceMs() / 1000;
  const fourMinutes = await longRecording(240, folder);
  const channels = await fourMinutes.read(0, fourMinutes.frames);
  const mp3s = await Promise.all(
    Array.from({ length: 6 }, async (_, i) => {
      const path = join(folder, `four minutes ${i}.mp3`);
      if (i === 0) encodeFile({ path, codec: 'libmp3lame', channels, sampleRate: fourMinutes.sampleRate });
      return path;
    }),
  );
  const { readFile } = await import('node:fs/promises');
  const bytes = await readFile(mp3s[0]!);
  // Bytes after the last frame make each file another one, so that nothing is found in the cache.
  for (const [i, path] of mp3s.entries())
    if (i > 0) await writeFile(path, Buffer.concat([bytes, Buffer.alloc(i)]));

  const cold = await predict('cold', mp3s[0]!);
  printRow({
    what: 'Decode, front end and prediction of a 4-minute stereo MP3, new process, empty library',
    value: cold.seconds,
    unit: 's',
    goal: '8 s',
    met: cold.seconds <= 8,
    reference: cold.seconds / reference,
  });
  const batch = await predict('batch', ...mp3s);
  const speed = (240 * mp3s.length) / batch.seconds;
  printRow({
    what: 'The same in a batch of six',
    value: speed,
    unit: '× real time',
    goal: '60',
    met: speed >= 60,
  });

  for (const { minutes, goal } of [
    { minutes: 10, goal: 600 },
    { minutes: 120, goal: 1229 },
  ]) {
    const path = join(folder, `${minutes} minutes.wav`);
    await writeAudio(await longRecording(minutes * 60, folder), path, 'wav16');
    const { seconds, megabytes } = await predict(`long-${minutes}`, path);
    printRow({
      what: `Peak memory of the whole process tree, ${minutes}-minute 44.1 kHz stereo WAV`,
      value: megabytes,
      unit: 'MB',
      goal: `${goal} MB`,
      met: megabytes <= goal,
    });
    printRow({
      what: `Time for the ${minutes}-minute WAV`,
      value: seconds,
      unit: 's',
      goal: '–',
      met: true,
      reference: seconds / reference,
    });
    await rm(path);
    await rm(join(folder, `long-${minutes}`), { recursive: true, force: true });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
