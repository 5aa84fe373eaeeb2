import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { BrandEditor } from '../brand/brand-editor.tsx';
import { Button, ButtonLink } from '../components/button.tsx';
import { ownBriefs } from '../demos/registry.ts';
import { canStart, OwnBriefFields } from '../workbench/own-brief/own-brief-fields.tsx';
import { useBriefDraft } from '../workbench/own-brief/use-brief-draft.ts';
import { useModelReach } from '../workbench/use-model-status.ts';

/** In the catalogue: a brief of one's own, and whose it is. It starts on the stage. */
export function OwnBriefCard() {
  const [draft, write] = useBriefDraft();
  const [pressed, setPressed] = useState(false);
  const reach = useModelReach();
  const entry = ownBriefs[draft.kind];
  function start() {
    setPressed(true);
    if (canStart(draft, reach)) location.assign(`/stage/?demo=${entry.id}`);
  }
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <div className="flex flex-col items-start gap-5 *:w-full">
        <OwnBriefFields
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
        <Button
          variant="brand"
          size="l"
          className="w-auto! self-start"
          trailing={<ArrowRight aria-hidden="true" />}
          onClick={start}
        >
          Go on stage
        </Button>
      </div>
      <BrandEditor
        compact
        value={draft.brand ?? entry.brand}
        onChange={(brand) => write({ ...draft, brand })}
        onReset={draft.brand ? () => write({ kind: draft.kind, text: draft.text }) : undefined}
      />
    </div>
  );
}
