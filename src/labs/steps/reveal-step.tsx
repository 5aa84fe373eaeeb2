import { Stat } from '../../components/stat.tsx';
import { Reveal } from '../reveal.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The guesses as dots, the measured values as lines that arrive last. */
export function RevealStep({ lab, step, attempt, record, onNext }: StepProps<'reveal'>) {
  const { statistic } = step;
  function goOn() {
    record({ type: 'revealed' });
    onNext();
  }
  return (
    <div className="flex flex-col gap-7">
      <Reveal lab={lab} attempt={attempt} />
      <NextButton onNext={goOn}>{step.action}</NextButton>
      {statistic && (
        <div className="border-t border-line pt-5">
          <p className="mb-3 text-note font-[560] text-muted">Outside this lab</p>
          <Stat
            figure={statistic.figure}
            source={statistic.source}
            date={statistic.date}
            href={statistic.url}
            vendorReported={statistic.vendor}
          >
            {statistic.text}
          </Stat>
        </div>
      )}
    </div>
  );
}
