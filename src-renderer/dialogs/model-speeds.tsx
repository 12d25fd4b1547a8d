import type { ProviderSpeed } from '../../src-preload/contract/domain.ts';
import { formatNumber, formatSeconds } from '../ui/format.ts';

/** What the network alone does in a second; reading and transforming the sound comes on top. */
export function ModelSpeeds({
  speeds,
  windowSeconds,
}: {
  speeds: readonly ProviderSpeed[];
  windowSeconds: number;
}) {
  return (
    <>
      <dt>Speed</dt>
      <dd>
        <ul className="speeds">
          {speeds.map(({ provider, windowsPerSecond, note }) => (
            <li key={provider} className="number">
              {`${provider.toUpperCase()}: `}
              {windowsPerSecond === null ? (
                <span className="muted">{note}</span>
              ) : (
                `${formatNumber(windowsPerSecond, windowsPerSecond < 10 ? 1 : 0)} windows of ${formatSeconds(windowSeconds)} a second, the network alone`
              )}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
