import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Distribution, Judgement, ModelCard } from '../../src-preload/contract/domain.ts';
import { unusualBelow } from '../../src-preload/contract/familiarity.ts';
import type { Quantiles } from '../../src-preload/contract/quantiles.ts';
import { formatNumber, formatSigned } from '../ui/format.ts';
import { useView, useWorkstation } from '../workstation-context.tsx';
import { Bar } from './bar.tsx';
import type { Shown } from './shown.ts';

interface Props {
  model: ModelCard;
  shown: Shown;
  /** The chosen emotion. */
  emotion: string;
  scope: 'moment' | 'recording';
  /** Of the library, to draw behind the bars. */
  distribution: Distribution | null;
}

type Emotion = ModelCard['emotions'][number];

/** Every emotion with its bar and value; the chosen one's effects are shown below. */
export function EmotionList({ model, shown, emotion, scope, distribution }: Props) {
  const { view } = useWorkstation();
  const as = useView((state) => state.effectsAs);
  // Measured on windows, so a whole recording has none.
  const halfWidths = (scope === 'moment' ? model.intervals?.emotions : undefined) ?? {};
  const range = model.emotions[0]?.range ?? [-1, 1];
  return (
    <div className={shown.edited ? 'emotions' : 'emotions-still'}>
      <div className="plot-axis emotion-row" aria-hidden="true">
        <span />
        {as === 'plot' ? (
          <span className="axis-ends">
            <span>{formatSigned(range[0], 0)}</span>
            <span>0</span>
            <span>{formatSigned(range[1], 0)}</span>
          </span>
        ) : (
          <span>{Object.keys(halfWidths).length > 0 ? 'Range and ±' : 'Range'}</span>
        )}
        <span>{shown.edited ? 'After' : 'Value'}</span>
        {shown.edited ? <span>Shift</span> : null}
      </div>
      <ListBox
        aria-label="Emotions: choose one to see its effects"
        items={model.emotions}
        dependencies={[shown.before, shown.after, shown.edited, as, scope, distribution]}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[emotion]}
        onSelectionChange={(keys) => {
          const [name] = keys === 'all' ? [] : [...keys];
          if (name !== undefined) view.setState({ emotion: String(name) });
        }}
      >
        {(item) => (
          <EmotionRow
            id={item.name}
            emotion={item}
            shown={shown}
            as={as}
            halfWidth={halfWidths[item.name] ?? null}
            library={distribution?.emotions[item.name] ?? null}
          />
        )}
      </ListBox>
    </div>
  );
}

/** Whether intervals were measured on sound like this. */
const isMeasured = (judgement: Judgement | null) => (judgement?.familiarity ?? 1) >= unusualBelow;

function EmotionRow({
  emotion,
  shown,
  as,
  halfWidth,
  library,
}: {
  id: string;
  emotion: Emotion;
  shown: Shown;
  as: 'plot' | 'table';
  halfWidth: number | null;
  library: Quantiles | null;
}) {
  const { name, label, range } = emotion;
  const before = shown.before?.emotions[name] ?? null;
  const after = shown.after?.emotions[name] ?? null;
  const value = after ?? before;
  const shift = before !== null && after !== null ? formatSigned(after - before, 3) : '';
  const spoken = [
    value === null ? `${label}, not known yet` : `${label} ${formatSigned(value)}`,
    value === null || halfWidth === null ? '' : `plus or minus ${formatNumber(halfWidth)}`,
    shift ? `shifted by ${shift} from ${formatSigned(before ?? 0)}` : '',
    `range ${formatSigned(range[0], 0)} to ${formatSigned(range[1], 0)}`,
  ];
  return (
    <ListBoxItem id={name} className="emotion-row emotion" textValue={spoken.filter(Boolean).join(', ')}>
      <span className="ellipsis" title={label}>
        {label}
      </span>
      {as === 'plot' ? (
        <Bar
          axis={{ from: range[0], to: range[1] }}
          before={before}
          after={after}
          library={library}
          interval={
            halfWidth === null ? null : { halfWidth, measured: isMeasured(shown.after ?? shown.before) }
          }
        />
      ) : (
        <span className="number muted">
          {formatSigned(range[0], 0)} … {formatSigned(range[1], 0)}
          {halfWidth === null ? '' : ` · ± ${formatNumber(halfWidth)}`}
        </span>
      )}
      <span className="number">{value === null ? '–' : formatSigned(value)}</span>
      {shown.edited ? <span className="number shift">{shift}</span> : null}
    </ListBoxItem>
  );
}
