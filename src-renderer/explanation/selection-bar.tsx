import { useState } from 'react';
import type { GainDb } from '../../src-preload/contract/domain.ts';
import { auditionOnly, auditionWithout } from '../actions/audition.ts';
import { addEdit, nameTarget, presentTarget } from '../actions/change-edits.ts';
import { clearSelection } from '../actions/clear-selection.ts';
import { selectBySign } from '../actions/select-segments.ts';
import { ActionToggle } from '../app/action-button.tsx';
import { Button } from '../ui/button.tsx';
import { formatDecibels } from '../ui/format.ts';
import { GainField } from '../ui/gain-field.tsx';
import { Info } from '../ui/info.tsx';
import { useExplanation, usePlayback, useView, useWorkstation } from '../workstation-context.tsx';

/** The selection, of segments or a region: choose by sign, hear, and set a gain. */
export function SelectionBar() {
  const workstation = useWorkstation();
  useView((view) => view.region);
  useExplanation((explanation) => explanation.selected);
  const current = useExplanation((explanation) => explanation.current);
  const target = presentTarget(workstation);
  const [gainDb, setGainDb] = useState<GainDb>(-6);
  const apply = (gain: GainDb) => {
    if (addEdit(workstation, gain)) workstation.playback.setState({ side: 'edited' });
  };
  if (!current && !target) return null;
  const name = target ? nameTarget(target) : '';
  return (
    <section className="selection-bar" aria-label="Selection">
      {current ? <BySign segments={current.segments} /> : null}
      <div className="selection-row">
        <span className="ellipsis selection-name" role="status" title={name}>
          {target ? name : 'No selection'}
        </span>
        <Audition enabled={target !== null} />
        <Button look="quiet" isDisabled={!target} onPress={() => void clearSelection.run(workstation)}>
          Clear
        </Button>
      </div>
      <div className="selection-row">
        <GainField label="Gain for the selection" value={gainDb} onPreview={setGainDb} onCommit={setGainDb} />
        <Info topic="gain" />
      </div>
      <div className="selection-row">
        <Button look="primary" isDisabled={!target} onPress={() => apply(gainDb)}>
          Apply {formatDecibels(gainDb)}
        </Button>
        <Button icon="mute" isDisabled={!target} onPress={() => apply(null)}>
          Mute
        </Button>
      </div>
    </section>
  );
}

function BySign({ segments }: { segments: readonly { selected: boolean; weight: number }[] }) {
  const workstation = useWorkstation();
  const marked = segments.filter((segment) => segment.selected);
  const plus = marked.filter(({ weight }) => weight > 0).length;
  const minus = marked.filter(({ weight }) => weight < 0).length;
  return (
    <div className="selection-row">
      <Button isDisabled={plus === 0} onPress={() => selectBySign(workstation, 1)}>
        <span className="sign sign-plus" aria-hidden="true">
          ▲
        </span>
        Select {plus} positive
      </Button>
      <Button isDisabled={minus === 0} onPress={() => selectBySign(workstation, -1)}>
        <span className="sign sign-minus" aria-hidden="true">
          ▼
        </span>
        Select {minus} negative
      </Button>
    </div>
  );
}

function Audition({ enabled }: { enabled: boolean }) {
  const audition = usePlayback((playback) => playback.audition);
  return (
    <>
      <ActionToggle
        action={auditionOnly}
        enabled={enabled || audition === 'only'}
        selected={audition === 'only'}
        text="Hear only"
      />
      <ActionToggle
        action={auditionWithout}
        enabled={enabled || audition === 'without'}
        selected={audition === 'without'}
        text="Hear without"
      />
    </>
  );
}
