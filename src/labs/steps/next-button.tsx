import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';

/** Goes on. It is offered only where the step is really done. */
export function NextButton({ onNext, children }: { onNext: () => void; children: ReactNode }) {
  return (
    <Button
      variant="brand"
      size="l"
      className="self-start"
      trailing={<ArrowRight aria-hidden="true" />}
      onClick={onNext}
    >
      {children}
    </Button>
  );
}
