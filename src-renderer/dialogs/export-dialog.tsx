import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Modal } from '../ui/modal.tsx';
import { useWorkstation } from '../workstation-context.tsx';
import { ExportAudioPage } from './export-audio-page.tsx';
import { ExportFigurePage } from './export-figure-page.tsx';
import { useExportJob } from './export-job.ts';
import { ExportLabelsPage } from './export-labels-page.tsx';
import { ExportReportPage } from './export-report-page.tsx';
import './export-dialog.css';

const PAGES = [
  ['export', 'Audio', ExportAudioPage],
  ['export-figure', 'Figures', ExportFigurePage],
  ['export-labels', 'Labels', ExportLabelsPage],
  ['export-report', 'Report', ExportReportPage],
] as const;

export type ExportPage = (typeof PAGES)[number][0];

export const isExportPage = (dialog: string | null): dialog is ExportPage =>
  PAGES.some(([id]) => id === dialog);

/** Writes files: sound, figures, labels for other programs and the report, each on a page of its own. */
export function ExportDialog({ page, onClose }: { page: ExportPage; onClose: () => void }) {
  const { view } = useWorkstation();
  const job = useExportJob();
  return (
    <Modal title="Export" width="wide" onClose={onClose}>
      <Tabs
        className="dialog-tabs"
        selectedKey={page}
        isDisabled={job.fraction !== null}
        onSelectionChange={(key) => {
          job.clear();
          view.setState({ dialog: key as ExportPage });
        }}
      >
        <TabList className="tab-list" aria-label="What to export">
          {PAGES.map(([id, label]) => (
            <Tab key={id} className="tab" id={id}>
              {label}
            </Tab>
          ))}
        </TabList>
        {PAGES.map(([id, , Page]) => (
          <TabPanel key={id} className="export-panel" id={id}>
            <Page job={job} onClose={onClose} />
          </TabPanel>
        ))}
      </Tabs>
    </Modal>
  );
}
