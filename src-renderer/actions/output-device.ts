import { z } from 'zod';
import { findOutput, namedOutputs, type OutputAccess } from '../playback/output-access.ts';
import type { OutputDevice } from '../stores/outputs.ts';
import { notify, report, type Workstation } from '../workstation.ts';

/** Key of the engine's settings under which the chosen output is kept. */
export const OUTPUT_SETTING = 'soundOutput';

const savedOutput = z.object({ id: z.string(), label: z.string() }).nullable();

/** Sends sound to a device, null being the system's output, and keeps the choice. */
export async function chooseOutput(workstation: Workstation, wanted: OutputDevice | null): Promise<void> {
  workstation.outputs.setState({ wanted });
  await settle(workstation);
  try {
    const value = wanted && { id: wanted.id, label: wanted.label };
    await workstation.engine.settings.set({ key: OUTPUT_SETTING, value });
  } catch (cause) {
    report(workstation, cause);
  }
}

/** Takes the output that was chosen last, as the engine kept it. */
export async function restoreOutput(workstation: Workstation, saved: unknown): Promise<void> {
  const read = savedOutput.safeParse(saved ?? null);
  workstation.outputs.setState({ wanted: read.success ? read.data : null });
  await settle(workstation);
}

/** Follows what is plugged in and pulled out: a chosen device that goes gives way to the system's output until it comes back. */
export function followOutputs(workstation: Workstation, access: OutputAccess): () => void {
  const { outputs, player } = workstation;
  outputs.setState({ supported: access.supported });
  if (!access.supported) return () => undefined;
  const refresh = async (isFirst: boolean) => {
    outputs.setState({ devices: namedOutputs(await access.devices().catch(() => [])) });
    const before = outputs.getState().used;
    await settle(workstation);
    const { wanted, used } = outputs.getState();
    if (isFirst || !wanted || before?.id === used?.id) return;
    if (used) notify(workstation, 'info', `“${used.label}” is connected again. Sound goes to it.`);
    else
      notify(
        workstation,
        'info',
        `“${wanted.label}” is no longer connected. Sound goes to the system’s output.`,
      );
  };
  player.onOutputRefused = () => refuse(workstation);
  const end = access.onChange(() => void refresh(false));
  void refresh(true);
  return () => {
    end();
    player.onOutputRefused = () => undefined;
  };
}

/** Brings the player to the wanted device, if it is connected. */
async function settle(workstation: Workstation): Promise<void> {
  const { outputs, player } = workstation;
  const { wanted, devices, used: before } = outputs.getState();
  const used = findOutput(wanted, devices);
  if (used?.id === before?.id) return;
  outputs.setState({ used });
  await player.sendTo(used?.id ?? '');
}

function refuse(workstation: Workstation): void {
  const { used } = workstation.outputs.getState();
  if (!used) return;
  workstation.outputs.setState({ used: null });
  notify(
    workstation,
    'error',
    `Sound cannot be sent to “${used.label}”. It goes to the system’s output; choose another one in the settings.`,
  );
}
