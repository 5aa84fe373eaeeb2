import { useState } from 'react';
import { Button, ButtonLink } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { readBrief } from '../demos/own-brief/brief.ts';
import { canStart, OwnBriefFields } from '../workbench/own-brief/own-brief-fields.tsx';
import { useBriefDraft } from '../workbench/own-brief/use-brief-draft.ts';
import { useModelReach } from '../workbench/use-model-status.ts';

interface AskAgentProps {
  onClose: () => void;
  /** Starts the agent with this brief. */
  onStart: (text: string) => void;
}

/** What the agent should do with the playground's files, in own words. */
export default function AskAgent({ onClose, onStart }: AskAgentProps) {
  const [draft, write] = useBriefDraft();
  const [pressed, setPressed] = useState(false);
  const reach = useModelReach();
  function start() {
    setPressed(true);
    if (canStart(draft, reach)) onStart(readBrief(draft.text));
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Ask the agent"
      description="It works on a copy of your files. You decide at the end whether you keep what it made."
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            Not now
          </Button>
          <Button variant="brand" onClick={start}>
            Start the agent
          </Button>
        </>
      }
    >
      <OwnBriefFields
        only="app"
        draft={draft}
        onChange={write}
        reach={reach}
        pressed={pressed}
        offer={(nearest) => (
          <ButtonLink size="s" href={`/stage/?demo=${nearest.id}&mode=rehearsal`}>
            Play it
          </ButtonLink>
        )}
      />
    </Dialog>
  );
}
