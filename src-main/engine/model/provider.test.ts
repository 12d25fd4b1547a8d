import { describe, expect, it } from 'vitest';
import type { ModelGraph } from './model-graph.ts';
import { acceleratorsOf, chooseProvider } from './provider.ts';
import type { Provider } from './session.ts';

const probe = { values: new Float32Array(4), frames: 2 };

/** A graph whose mid-level answer is 1 + `error`. */
function graphOf(provider: Provider, error: number, closed: Provider[]): ModelGraph {
  return {
    provider,
    run: async () => ({
      positions: 1,
      midLevel: Float32Array.of(1 + error),
      emotions: Float32Array.of(0.5),
      positionMap: Float32Array.of(1 + error),
      embedding: null,
    }),
    [Symbol.asyncDispose]: async () => {
      closed.push(provider);
    },
  };
}

describe('the choice of a provider', () => {
  it('takes the first that gives the CPU’s numbers, and closes the others', async () => {
    const closed: Provider[] = [];
    const chosen = await chooseProvider(
      graphOf('cpu', 0, closed),
      ['coreml', 'webgpu'],
      probe,
      async (provider) => graphOf(provider, provider === 'coreml' ? 0.02 : 5e-4, closed),
    );
    expect(chosen.graph.provider).toBe('webgpu');
    expect(chosen.fallbackReason).toBeNull();
    expect(closed).toEqual(['coreml', 'cpu']);
  });

  it('falls back to the CPU and says why, for every provider tried', async () => {
    const closed: Provider[] = [];
    const chosen = await chooseProvider(
      graphOf('cpu', 0, closed),
      ['cuda', 'webgpu'],
      probe,
      async (provider) => {
        if (provider === 'cuda') throw new Error('no driver\nsecond line');
        return graphOf(provider, 0.02, closed);
      },
    );
    expect(chosen.graph.provider).toBe('cpu');
    expect(chosen.fallbackReason).toMatch(/cuda cannot be used: .*no driver/);
    expect(chosen.fallbackReason).toMatch(
      /webgpu gives other numbers than the CPU \(largest difference 0\.020\)/,
    );
    expect(chosen.fallbackReason).not.toContain('second line');
    expect(closed).toEqual(['webgpu']);
  });

  it('does not trust a provider that answers with what is not a number', async () => {
    const chosen = await chooseProvider(graphOf('cpu', 0, []), ['dml'], probe, async (provider) =>
      graphOf(provider, Number.NaN, []),
    );
    expect(chosen.graph.provider).toBe('cpu');
    expect(chosen.fallbackReason).toContain('Infinity');
  });

  it('needs no reason when the CPU was asked for', async () => {
    const open = async () => {
      throw new Error('not to be tried');
    };
    const chosen = await chooseProvider(graphOf('cpu', 0, []), ['cpu'], probe, open);
    expect(chosen).toMatchObject({ graph: { provider: 'cpu' }, fallbackReason: null });
  });

  it('tries on each platform only what can be there', () => {
    expect(acceleratorsOf('win32')).toEqual(['dml', 'webgpu']);
    expect(acceleratorsOf('darwin')).toEqual(['coreml', 'webgpu']);
    const linuxWith = (...devices: string[]) => acceleratorsOf('linux', (path) => devices.includes(path));
    expect(linuxWith('/dev/nvidiactl', '/dev/dri')).toEqual(['cuda', 'webgpu']);
    expect(linuxWith('/dev/nvidiactl')).toEqual(['cuda', 'webgpu']);
    expect(linuxWith('/dev/dri')).toEqual(['webgpu']);
    expect(linuxWith()).toEqual([]);
    expect(acceleratorsOf('freebsd')).toEqual([]);
  });
});
