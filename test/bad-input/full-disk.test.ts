import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLibrary } from '../../src-main/engine/library/library.ts';
import { callMezzo, runMezzo } from './mezzo.ts';
import { smallDisk } from './small-disk.ts';
import { music, writeWav } from './sound-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'mezzo full disk '));
const home = join(folder, 'home');
const file = writeWav(join(folder, 'take.wav'), music(3));
const other = writeWav(join(folder, 'other.wav'), music(1, 2));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('while an edit or an explanation is written: a sentence, no half file, and older files as they were', {
  timeout: 240_000,
}, async () => {
  using disk = smallDisk();
  const edit = (gain: string) => [
    'edit',
    file,
    '--region',
    `0,2,20,9000,${gain}`,
    '--out',
    join(disk.path, 'edit.wav'),
  ];
  const why = join(disk.path, 'why');
  const explain = (seed: string) => [
    'explain',
    file,
    '--feature',
    'valence',
    '--samples',
    '100',
    '--seed',
    seed,
    '--out',
    why,
  ];
  for (const args of [edit('-6'), explain('1')])
    expect(await callMezzo(args, { home })).toMatchObject({ code: 0 });
  const filesBefore = filesIn(disk.path);
  const full = disk.fill(300_000);
  for (const [args, name] of [
    [edit('-3'), 'edit.wav'],
    [explain('2'), disk.mounted ? 'explanation.json' : 'enhanced.wav'],
  ] as const) {
    const { code, results } = await (disk.mounted
      ? callMezzo(args, { home })
      : runMezzo([...args, '--json'], { home, ...full }));
    expect(code).toBe(1);
    expect(results).toEqual([
      { file, error: { code: 'disk_full', message: expect.stringContaining(`The disk is full: “${name}”`) } },
    ]);
  }
  disk.clear();
  const filesAfter = filesIn(disk.path);
  if (!disk.mounted) {
    // Files below the limit could still be written, and are new as a whole.
    for (const name of ['explanation.json', 'positive.png', 'negative.png'])
      filesBefore.set(join(why, name), filesAfter.get(join(why, name))!);
    JSON.parse(filesAfter.get(join(why, 'explanation.json'))!.toString());
  }
  expect(filesAfter).toEqual(filesBefore);
  const again = await callMezzo(edit('-3'), { home });
  expect(again.code).toBe(0);
});

test('under the library: a sentence, and what was saved is there when there is room again', {
  timeout: 240_000,
}, async () => {
  using disk = smallDisk();
  // The decoded sound of both files is there already, so that only the database has to grow.
  for (const path of [file, other]) await callMezzo(['library', 'add', path], { home });
  const library = join(disk.path, 'library');
  expect(await callMezzo(['library', 'add', file], { home: library })).toMatchObject({ code: 0 });
  cpSync(join(home, 'decoded'), join(library, 'decoded'), { recursive: true });
  const full = disk.fill(16_384);
  const { code, results, said } = await runMezzo(['library', 'add', other, '--json'], {
    home: library,
    ...full,
  });
  expect(code).toBe(1);
  expect(results.length).toBeLessThanOrEqual(1);
  const sentence = said.at(-1)!;
  expect(sentence).toContain(disk.path);
  expect(sentence).toMatch(
    disk.mounted
      ? /The disk is full: the library .* All that was saved before is kept/
      : /The disk (is full|failed)/,
  );
  disk.clear();
  const names = async () =>
    (await callMezzo(['library', 'list'], { home: library })).results.map(({ name }) => name);
  expect(await names()).toEqual(['take.wav']);
  expect(await callMezzo(['library', 'add', other], { home: library })).toMatchObject({ code: 0 });
  expect(await names()).toEqual(['other.wav', 'take.wav']);
});

/** Runs a module in a process of its own, which can write no file larger than a limit, and reads its answer. */
function inProcess(module: string, script: string, largestFile: number | null = 8192): unknown {
  const url = new URL(`../../src-main/${module}`, import.meta.url).href;
  const source = `import * as tested from ${JSON.stringify(url)};
    const answer = await (${script})(tested).catch(({ code, message }) => ({ code, message }));
    console.log(JSON.stringify(answer));`;
  const limit = largestFile === null ? 'unlimited' : String(largestFile / 512);
  const program = [process.execPath, '--input-type=module', '--eval', source];
  const command = ['-c', `ulimit -f ${limit}; exec "$@"`, 'sh', ...program];
  return JSON.parse(execFileSync('sh', command, { encoding: 'utf8' }));
}

test('while an open library writes: a sentence, and every track reported as saved is kept', async () => {
  using disk = smallDisk();
  const place = join(disk.path, 'library');
  const fixture = new URL('../../src-main/engine/library/library-fixture.ts', import.meta.url).href;
  const script = `async ({ openLibrary }) => {
    const { recording } = await import(${JSON.stringify(fixture)});
    await using library = await openLibrary({ folder: ${JSON.stringify(place)} });
    for (let saved = 0; saved < 10_000; saved++) {
      try {
        library.tracks.add(recording('take ' + saved));
      } catch ({ code, message }) {
        return { code, message, saved };
      }
    }
  }`;
  const largestFile = disk.mounted ? null : 512 * 1024;
  const answer = inProcess('engine/library/library.ts', script, largestFile) as {
    code: string;
    saved: number;
  };
  expect(answer).toMatchObject({
    // A limit on the size of files is no full disk, and SQLite calls it a failure of the disk.
    code: disk.mounted ? 'disk_full' : expect.stringMatching(/^(disk_full|file_unreadable)$/),
    message: expect.stringContaining(place),
  });
  expect(answer.saved).toBeGreaterThan(5);
  const roomy = join(folder, 'roomy');
  cpSync(place, roomy, { recursive: true });
  await using library = await openLibrary({ folder: roomy });
  expect(library.notices).toEqual([]);
  expect(library.tracks.list({ limit: 1 }).total).toBe(answer.saved);
});

test('while a small file is written: the older one stays, and nothing new beside it', () => {
  const path = join(folder, 'small', 'explanation.json');
  mkdirSync(join(folder, 'small'));
  writeFileSync(path, 'older');
  const script = `({ writeWhole }) => writeWhole(${JSON.stringify(path)}, 'newer'.repeat(100_000))`;
  expect(inProcess('engine/audio/whole-file.ts', script)).toEqual({
    code: 'disk_full',
    message: expect.stringContaining('“explanation.json” could not be written'),
  });
  expect(filesIn(join(folder, 'small'))).toEqual(new Map([[path, Buffer.from('older')]]));
});

test('while an upload arrives: a sentence, and no part of it stays', () => {
  const place = join(folder, 'uploads');
  const script = `async ({ createUploads }) => {
    await using uploads = createUploads(${JSON.stringify(place)});
    const id = await uploads.begin('take.wav', 200_000);
    await uploads.append(id, new Uint8Array(4_000));
    const first = await uploads.append(id, new Uint8Array(100_000)).catch((error) => error);
    const second = await uploads.append(id, new Uint8Array(10)).catch((error) => error);
    return [first, second].map(({ code, message }) => ({ code, message }));
  }`;
  expect(inProcess('engine/uploads.ts', script)).toEqual([
    { code: 'disk_full', message: expect.stringContaining('“take.wav” could not be written') },
    { code: 'not_found', message: expect.stringContaining('Drop the file again') },
  ]);
  expect(readdirSync(place)).toEqual([]);
});

/** Every file below a folder, with its bytes. */
function filesIn(place: string): Map<string, Buffer> {
  const names = readdirSync(place, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path, readFileSync(path)]),
  );
}
