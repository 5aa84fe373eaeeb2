import { DoorClosed, DoorOpen } from 'lucide-react';
import { useState } from 'react';
import type { StatusAnswer } from '../agent/model-access.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Notice } from '../components/notice.tsx';
import { useAction } from './use-action.ts';
import { untilWords } from './words.ts';

const choices = [1, 2, 4, 8, 12];

export interface RoomProps {
  status: StatusAnswer;
  openRoom: (open: boolean, hours: number) => Promise<void>;
}

/** Opens and closes the model for participants. */
export function Room({ status, openRoom }: RoomProps) {
  const [hours, setHours] = useState(2);
  const { busy, problem, run } = useAction();
  const until = status.roomOpenUntil;
  return (
    <div className="grid gap-5">
      <p className="flex items-center gap-3 text-lg font-[560]">
        <span
          className={`grid size-11 place-items-center rounded-[14px] [&_svg]:size-5.5 ${until === null ? 'bg-sunk text-muted' : 'bg-good-soft text-good'}`}
        >
          {until === null ? <DoorClosed aria-hidden="true" /> : <DoorOpen aria-hidden="true" />}
        </span>
        {until === null ? 'The room is closed' : `The room is open ${untilWords(until, new Date())}`}
      </p>
      {status.model === null ? (
        <Notice title="There is no model to open yet">
          Connect one above. Until then everybody has the rehearsals.
        </Notice>
      ) : null}
      {problem === null ? null : (
        <Notice tone="bad" announce="assertive" title={problem.title}>
          {problem.text}
        </Notice>
      )}
      {until === null ? (
        <>
          <fieldset className="flex flex-wrap items-center gap-2">
            <legend className="mb-2 text-[0.84375rem] font-[580]">For how long</legend>
            {choices.map((choice) => (
              <Chip key={choice} selected={hours === choice} onClick={() => setHours(choice)}>
                {choice === 1 ? '1 hour' : `${choice} hours`}
              </Chip>
            ))}
          </fieldset>
          <div>
            <Button
              variant="brand"
              loading={busy}
              disabled={status.model === null}
              onClick={() => void run(() => openRoom(true, hours), 'The room is open')}
            >
              Open the room
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button
            variant="danger"
            loading={busy}
            onClick={() => void run(() => openRoom(false, 0), 'The room is closed')}
          >
            Close the room
          </Button>
        </div>
      )}
    </div>
  );
}
