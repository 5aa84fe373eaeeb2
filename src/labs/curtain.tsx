import clsx from 'clsx';
import { KeepsNothing } from '../components/keeps-nothing.tsx';
import type { LabPlayerProps } from './lab-player.tsx';
import type { Lab } from './schema.ts';

interface CurtainProps {
  makes: Lab['makes'];
  demos: LabPlayerProps['demos'];
  chosen: string;
  /** A prediction was committed: the app is settled. */
  locked: boolean;
  onChoose: (id: string) => void;
}

/** Before the run: an empty stage, and the choice of what shall be built. */
export function Curtain({ makes, demos, chosen, locked, onChoose }: CurtainProps) {
  return (
    <div className="grid h-full place-items-center overflow-y-auto p-6 sm:p-10">
      <div className="flex w-full max-w-2xl flex-col gap-8">
        <div className="flex flex-col gap-3">
          <p className="font-serif text-title">
            Nothing is built yet<span className="text-brand">.</span>
          </p>
          <p className="max-w-[46ch] text-lead text-muted">
            In a moment an agent builds {makes === 'app' ? 'an app' : 'a model'} here, in a sandbox inside
            this browser. Nothing is installed, and nothing leaves this machine unless an AI model is
            connected.
          </p>
        </div>
        <KeepsNothing save="Save the run as a file when the agent is done." />
        <fieldset disabled={locked} className="flex flex-col gap-3">
          <legend className="mb-3 text-[0.9375rem] font-[560]">
            {locked ? `It builds this ${makes}` : `Which ${makes} shall it build?`}
          </legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {demos.map((demo) => (
              <label
                key={demo.id}
                className={clsx(
                  'flex cursor-pointer flex-col gap-1.5 rounded-card bg-card p-5 shadow-card transition-shadow has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-brand',
                  demo.id === chosen && 'ring-2 ring-brand',
                  locked && demo.id !== chosen && 'hidden',
                  locked && 'cursor-default',
                )}
              >
                <input
                  type="radio"
                  name="demo"
                  value={demo.id}
                  checked={demo.id === chosen}
                  onChange={() => onChoose(demo.id)}
                  className="sr-only"
                />
                <span className="font-serif text-[1.375rem] leading-tight">{demo.title}</span>
                <span className="text-note text-muted">{demo.summary}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </div>
  );
}
