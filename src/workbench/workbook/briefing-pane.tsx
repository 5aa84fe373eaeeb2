import { FileText } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { BriefingPanel } from '../../workbook/view/panels/briefing/briefing-panel.tsx';
import { ScrollRegion } from '../scroll-region.tsx';

interface BriefingPaneProps {
  session: SessionActions;
  state: SessionState;
  onShow: (cells: string) => void;
}

/** The briefing with its numbered paragraphs, each with the inputs that were taken from it. */
export default function BriefingPane({ session, state, onShow }: BriefingPaneProps) {
  const briefing = state.demo?.briefing;
  const desk = session.workbook;
  if (!briefing || !desk) {
    return (
      <EmptyState icon={<FileText />} title="The briefing comes with the model">
        One page, with numbered paragraphs that the agent builds from and cites.
      </EmptyState>
    );
  }
  return (
    <ScrollRegion label="Briefing" className="h-full min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <BriefingPanel
        desk={desk}
        briefing={briefing}
        selection={selectionOf(state.selectedCell)}
        onSelect={onShow}
      />
    </ScrollRegion>
  );
}

function selectionOf(cell: string | null): { sheet: string; area: string } | null {
  const match = cell === null ? null : /^(?:'((?:[^']|'')+)'|([^!]+))!(.+)$/.exec(cell);
  if (!match) return null;
  return { sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? '', area: match[3] ?? '' };
}
