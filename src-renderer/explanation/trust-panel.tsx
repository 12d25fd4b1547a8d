import type { Trust } from '../../src-preload/contract/explanation.ts';
import { cancelRandomisation, randomise } from '../actions/randomise.ts';
import type { OpenExplanation } from '../stores/explanation.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Info } from '../ui/info.tsx';
import { Progress } from '../ui/progress.tsx';
import { useExplanation, useWorkstation } from '../workstation-context.tsx';
import { CurvesPlot } from './curves-plot.tsx';

const SIGNS: Readonly<Record<Trust['badge'], { icon: IconName; word: string }>> = {
  solid: { icon: 'check', word: 'Solid' },
  fair: { icon: 'help', word: 'Fair' },
  weak: { icon: 'warning', word: 'Weak' },
};

/** The badge with its reason: a word and a sign, never a colour alone. */
export function TrustBadge({ trust }: { trust: Trust }) {
  const { icon, word } = SIGNS[trust.badge];
  return (
    <p className="trust-line">
      <span className={`trust-badge trust-${trust.badge}`}>
        <Icon name={icon} />
        {word}
      </span>
      <span className="muted">{trust.reason}</span>
      <Info topic="trust" />
    </p>
  );
}

/** Every figure behind the badge. */
export function TrustPanel({ explanation }: { explanation: OpenExplanation }) {
  const { trust } = explanation;
  if (!trust) return null;
  const { halves, direction } = trust;
  return (
    <details className="disclosure">
      <summary>
        <Icon name="chevron" />
        How far to trust it
      </summary>
      <dl className="trust-figures">
        {halves ? (
          <>
            <Figure name="Rank correlation of halves" topic="halves" text={spreadText(halves.spearman)} />
            <Figure
              name={`Shared among the ${halves.top} largest`}
              topic="halves"
              text={spreadText(halves.jaccard)}
            />
          </>
        ) : null}
        <Figure
          name="Sign seen when taken away"
          topic="direction"
          text={`${direction.right} of ${direction.of}`}
        />
        <Randomised explanation={explanation} />
      </dl>
      <div className="trust-plots">
        <CurvesPlot title="Parts taken away" curves={trust.deletion} />
        <CurvesPlot title="Parts put in" curves={trust.insertion} />
      </div>
      <p className="trust-legend small muted">
        <span className="legend-line legend-explained">by weight</span>
        <span className="legend-line legend-random">at random</span>
        <span className="legend-line legend-loudest">loudest first</span>
        <Info topic="deletion" />
      </p>
    </details>
  );
}

function Figure({ name, topic, text }: { name: string; topic: 'halves' | 'direction'; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{text}</dd>
      <Info topic={topic} />
    </div>
  );
}

function Randomised({ explanation }: { explanation: OpenExplanation }) {
  const workstation = useWorkstation();
  const running = useExplanation((state) => state.randomising);
  const { randomised } = explanation;
  return (
    <div>
      <dt>Likeness to a network that learned nothing</dt>
      <dd className="number">{randomised === null ? '–' : formatNumber(randomised)}</dd>
      <Info topic="randomised" />
      {running !== null ? (
        <>
          <Progress label="Explaining with shuffled weights" fraction={running} />
          <Button onPress={() => cancelRandomisation(workstation)}>Cancel</Button>
        </>
      ) : (
        <Button look="quiet" onPress={() => void randomise(workstation)}>
          {randomised === null ? 'Check' : 'Check again'}
        </Button>
      )}
    </div>
  );
}

const spreadText = ({ value, low, high }: { value: number; low: number; high: number }) =>
  `${formatNumber(value)} (${formatNumber(low)} – ${formatNumber(high)})`;
