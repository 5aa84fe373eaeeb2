import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { toast } from '../../components/toast.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { judgesStructureOnly } from '../../workbook/judged.ts';

/** Takes the model home as an .xlsx with live formulas. What writes the file is fetched when it is wanted. */
export function SaveWorkbook({ session, state }: { session: SessionActions; state: SessionState }) {
  const [saving, setSaving] = useState(false);
  const { workbook } = session;
  const empty = (state.story.workbook?.sheets.length ?? 0) === 0;
  async function save() {
    if (!workbook) return;
    setSaving(true);
    try {
      const { saveXlsx } = await import('./save-xlsx.ts');
      const { demo, mode, story, runId } = state;
      await saveXlsx(workbook.workbook, {
        name: `${demo?.id ?? 'model'}-${runId.slice(-6)}`,
        mode: mode.mode,
        model: mode.label,
        at: story.startedAt ?? Date.now(),
        structureOnly: judgesStructureOnly(state.checks),
      });
    } catch {
      toast('The Excel file could not be written', { description: 'The model is kept as it is. Try again.' });
    }
    setSaving(false);
  }
  return (
    <Button
      size="s"
      variant="quiet"
      icon={<Download aria-hidden="true" />}
      disabled={empty || workbook === null}
      loading={saving}
      className="max-sm:hidden"
      title="Download the model with live formulas, for Excel or LibreOffice"
      onClick={() => void save()}
    >
      <span className="max-xl:sr-only">Download .xlsx</span>
      <span aria-hidden="true" className="xl:hidden">
        .xlsx
      </span>
    </Button>
  );
}
