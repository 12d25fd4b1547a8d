import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { chooseCurve, isColumn, toggleColumn } from '../../actions/table-columns.ts';
import { Button } from '../../ui/button.tsx';
import { labelOf } from '../../ui/format.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useLibraryTable, useSession, useWorkstation } from '../../workstation-context.tsx';
import { columnGroups, lookOf } from './columns.ts';

/** A button that opens the choice of columns, and of the emotion whose curve is drawn. */
export function ColumnChoice() {
  const workstation = useWorkstation();
  const model = useSession((session) => session.model);
  const columns = useLibraryTable((table) => table.columns);
  const curve = useLibraryTable((table) => table.curve);
  return (
    <DialogTrigger>
      <Button icon="table">Columns</Button>
      <Popover className="info-popover columns-popover" placement="bottom end">
        <Dialog className="info-dialog columns-dialog">
          <Heading slot="title" className="visually-hidden">
            Columns
          </Heading>
          <div className="columns-groups">
            {columnGroups(model).map((group) => (
              <fieldset key={group.title} className="columns-group">
                <legend className="group-title">{group.title}</legend>
                {group.columns.map((column) => (
                  <label key={JSON.stringify(column)} className="check">
                    <input
                      type="checkbox"
                      checked={columns.some((shown) => isColumn(shown, column))}
                      onChange={() => toggleColumn(workstation, column)}
                    />
                    {column.kind === 'curve' ? 'Curve' : lookOf(column, model, curve, [-1, 1]).label}
                  </label>
                ))}
              </fieldset>
            ))}
          </div>
          <SelectField
            label="The curve shows"
            value={curve}
            onChange={(name) => void chooseCurve(workstation, name)}
          >
            {(model?.emotions ?? []).map(({ name, label }) => (
              <option key={name} value={name}>
                {label || labelOf(name)}
              </option>
            ))}
          </SelectField>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
