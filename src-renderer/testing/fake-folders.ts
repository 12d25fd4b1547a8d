import type { WatchEvent, WatchedFolder } from '../../src-preload/contract/watching.ts';

/** Watched folders in memory, in which nothing ever arrives. */
export class FakeFolders {
  #folders: readonly WatchedFolder[] = [];

  add(path: string): readonly WatchedFolder[] {
    if (!this.#folders.some((folder) => folder.path === path))
      this.#folders = [...this.#folders, { id: path, path, paused: false, problem: null }];
    return this.#folders;
  }

  setPaused(id: string, paused: boolean): readonly WatchedFolder[] {
    this.#folders = this.#folders.map((folder) => (folder.id === id ? { ...folder, paused } : folder));
    return this.#folders;
  }

  remove(id: string): readonly WatchedFolder[] {
    this.#folders = this.#folders.filter((folder) => folder.id !== id);
    return this.#folders;
  }

  async *events(): AsyncGenerator<WatchEvent, void, void> {
    yield { kind: 'folders', folders: [...this.#folders] };
  }
}
