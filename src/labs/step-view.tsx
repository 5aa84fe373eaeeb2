import type { LabStep } from './schema.ts';
import { AssumptionsStep } from './steps/assumptions-step.tsx';
import { DriverStep } from './steps/driver-step.tsx';
import { FlawStep } from './steps/flaw-step.tsx';
import { FreeStep } from './steps/free-step.tsx';
import { GuidedStep } from './steps/guided-step.tsx';
import { ObserveStep } from './steps/observe-step.tsx';
import { PredictStep } from './steps/predict-step.tsx';
import { ReflectStep } from './steps/reflect-step.tsx';
import { ReportStep } from './steps/report-step.tsx';
import { RevealStep } from './steps/reveal-step.tsx';
import type { StepProps } from './steps/step-props.ts';
import { WatchStep } from './steps/watch-step.tsx';
import { WorkedStep } from './steps/worked-step.tsx';

/** The one action of a step, by its kind. */
export function StepView({ step, ...rest }: Omit<StepProps<'predict'>, 'step'> & { step: LabStep }) {
  switch (step.kind) {
    case 'predict':
      return <PredictStep step={step} {...rest} />;
    case 'watch':
      return <WatchStep step={step} {...rest} />;
    case 'observe':
      return <ObserveStep step={step} {...rest} />;
    case 'reveal':
      return <RevealStep step={step} {...rest} />;
    case 'worked':
      return <WorkedStep step={step} {...rest} />;
    case 'driver':
      return <DriverStep step={step} {...rest} />;
    case 'assumptions':
      return <AssumptionsStep step={step} {...rest} />;
    case 'guided':
      return <GuidedStep step={step} {...rest} />;
    case 'free':
      return <FreeStep step={step} {...rest} />;
    case 'flaw':
      return <FlawStep step={step} {...rest} />;
    case 'report':
      return <ReportStep step={step} {...rest} />;
    case 'reflect':
      return <ReflectStep step={step} {...rest} />;
  }
}
