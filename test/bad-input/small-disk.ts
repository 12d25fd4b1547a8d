import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MezzoOptions } from './mezzo.ts';

/**
 * A place where little can be written. Where this user may mount, a small file system in memory that really runs full;
 * elsewhere a folder, and a limit on the size of files for the processes that write to it.
 */
export interface SmallDisk extends Disposable {
  readonly path: string;
  readonly mounted: boolean;
  /** Leaves no room, or none for files over `largestFile` bytes: what to start Mezzo with from now on. */
  fill(largestFile: number): Pick<MezzoOptions, 'largestFile'>;
  /** Makes room again. */
  clear(): void;
}

export function smallDisk(): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'mezzo small disk '));
  const mounted =
    process.platform === 'linux' &&
    process.env.MEZZO_TEST_MOUNTS !== 'no' &&
    succeeds('mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', path);
  const ballast = join(path, 'ballast');
  return {
    path,
    mounted,
    fill(largestFile) {
      if (!mounted) return { largestFile };
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      return { largestFile: null };
    },
    clear: () => rmSync(ballast, { force: true }),
    [Symbol.dispose]() {
      if (mounted) succeeds('umount', '-l', path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args).status === 0;
}
