import { Popover } from '@base-ui/react/popover';
import { Box } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../components/badge.tsx';
import type { SessionEngine, SessionMode } from '../demos/session-state.ts';
import { type BadgeWords, engineWords, modeWords } from './mode-words.ts';

/** Who plays the model's part: permanent, and a press says what it means. */
export function ModeBadge({ mode }: { mode: SessionMode }) {
  return <ExplainedBadge words={modeWords(mode)} />;
}

/** Which sandbox runs the work, and why not another. */
export function EngineBadge({ engine }: { engine: SessionEngine }) {
  const words = engineWords(engine);
  return <ExplainedBadge words={words} {...(engine.fellBack ? {} : { icon: <Box aria-hidden="true" /> })} />;
}

function ExplainedBadge({ words, icon }: { words: BadgeWords; icon?: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        className="rounded-chip touch:py-2"
        aria-label={`${words.short}. What does this mean?`}
        openOnHover
        delay={250}
      >
        <Badge tone={words.tone} icon={icon} className="max-w-72 hover:border-field">
          <span className="truncate">{words.short}</span>
        </Badge>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} collisionPadding={12} className="z-60">
          <Popover.Popup className="w-80 max-w-[calc(100vw-1.5rem)] rounded-card bg-card p-4 text-ink shadow-high outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="mb-1 font-sans text-[0.9375rem] font-[580] tracking-normal">
              {words.title}
            </Popover.Title>
            <Popover.Description className="text-note text-muted">{words.text}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
