import type { OutputDevice } from '../stores/outputs.ts';

/** An AudioContext of a browser that can send sound to another output; '' is the system's. */
type SinkContext = Pick<AudioContext, 'state'> & {
  readonly sinkId?: unknown;
  setSinkId?: (id: string) => Promise<void>;
};

/** What the browser says of the machine's sound outputs. */
export interface OutputAccess {
  /** Whether sound can go elsewhere than to the system's output. */
  readonly supported: boolean;
  devices(): Promise<readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[]>;
  /** Calls when something was plugged in or pulled out; the result ends it. */
  onChange(listener: () => void): () => void;
}

/** The browser that the page runs in. */
export function browserOutputs(): OutputAccess {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (!mediaDevices || typeof AudioContext === 'undefined' || !('setSinkId' in AudioContext.prototype))
    return { supported: false, devices: async () => [], onChange: () => () => undefined };
  return {
    supported: true,
    devices: () => mediaDevices.enumerateDevices(),
    onChange(listener) {
      mediaDevices.addEventListener('devicechange', listener);
      return () => mediaDevices.removeEventListener('devicechange', listener);
    },
  };
}

/** The outputs a user can tell apart. Without the right to know them a browser gives one without id and name, which is the system's. */
export function namedOutputs(found: Awaited<ReturnType<OutputAccess['devices']>>): OutputDevice[] {
  return found
    .filter(
      ({ kind, deviceId, label }) =>
        kind === 'audiooutput' && label !== '' && !['', 'default', 'communications'].includes(deviceId),
    )
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** A device among those there are: by its id, or, as ids change with the page's address, by its label. */
export function findOutput(
  wanted: OutputDevice | null,
  devices: readonly OutputDevice[],
): OutputDevice | null {
  if (!wanted) return null;
  return (
    devices.find(({ id }) => id === wanted.id) ?? devices.find(({ label }) => label === wanted.label) ?? null
  );
}

/** Sends a context's sound to an output. Rejects when the browser refuses. */
export async function sendTo(context: SinkContext, id: string): Promise<void> {
  if ((context.sinkId ?? '') !== id) await context.setSinkId?.(id);
}
