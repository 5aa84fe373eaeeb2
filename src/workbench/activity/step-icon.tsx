import {
  BookOpenText,
  Brain,
  ChartColumn,
  CircleSlash,
  Eye,
  FilePlus2,
  FileText,
  FlaskConical,
  FolderTree,
  Grid3x3,
  Hand,
  Info,
  ListChecks,
  MessageSquareText,
  MousePointerClick,
  Paintbrush,
  PencilLine,
  Shuffle,
  SlidersHorizontal,
  SquareTerminal,
  Table2,
  Tag,
  Waypoints,
  Wrench,
  X,
} from 'lucide-react';
import type { StepIcon as IconName, StoryStep } from '../../run/story-model.ts';

const ICONS: Readonly<Record<IconName, typeof Info>> = {
  write: FilePlus2,
  edit: PencilLine,
  read: FileText,
  list: FolderTree,
  command: SquareTerminal,
  tests: FlaskConical,
  look: Eye,
  use: MousePointerClick,
  checks: ListChecks,
  briefing: BookOpenText,
  cells: Table2,
  format: Paintbrush,
  name: Tag,
  chart: ChartColumn,
  driver: SlidersHorizontal,
  scenario: Shuffle,
  sensitivity: Grid3x3,
  trace: Waypoints,
  tool: Wrench,
  say: MessageSquareText,
  think: Brain,
  person: Hand,
  notice: Info,
};

export type StepTone = 'plain' | 'working' | 'good' | 'bad' | 'person' | 'cut';

/** How a step is coloured: failures and their repairs stand out, the rest stays quiet. */
export function stepTone(step: StoryStep): StepTone {
  if (step.state === 'failed') return 'bad';
  if (step.state === 'cut') return 'cut';
  if (step.kind === 'person') return 'person';
  if (step.state === 'running') return 'working';
  const { detail } = step;
  if (detail?.type === 'tests') return detail.tests.failed > 0 ? 'bad' : 'good';
  if (detail?.type === 'checks') {
    if (detail.results.some(({ pass, unmeasured }) => !pass && !unmeasured)) return 'bad';
    return detail.results.some(({ unmeasured }) => unmeasured) ? 'plain' : 'good';
  }
  // The agent looked at its own model and found nothing wrong.
  if (step.tool === 'check') return 'good';
  return 'plain';
}

const TILES: Readonly<Record<StepTone, string>> = {
  plain: 'bg-sunk text-muted',
  working: 'bg-brand-soft text-brand',
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
  person: 'bg-warn-soft text-warn',
  cut: 'bg-sunk text-muted',
};

/** The picture beside a step. `stage` for the projector. */
export function StepIcon({ step, size = 'm' }: { step: StoryStep; size?: 's' | 'm' | 'stage' }) {
  const tone = stepTone(step);
  const Icon = tone === 'bad' ? X : tone === 'cut' ? CircleSlash : ICONS[step.icon];
  const box = {
    s: 'size-5 rounded-md [&_svg]:size-3',
    m: 'size-6.5 rounded-lg [&_svg]:size-3.75',
    stage: 'size-[max(36px,2.2vw)] rounded-[0.32em] [&_svg]:size-[58%]',
  }[size];
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center transition-colors duration-300 ${box} ${TILES[tone]}`}
    >
      <Icon strokeWidth={2.1} />
    </span>
  );
}
