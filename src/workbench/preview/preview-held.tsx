import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';

interface PreviewHeldProps {
  start: () => void;
  /** What else can be done about it. */
  children: React.ReactNode;
}

/** In the place of a page that is not started by itself, because it never got ready the last time. */
export function PreviewHeld({ start, children }: PreviewHeldProps) {
  return (
    <div className="absolute inset-0 grid place-items-center overflow-auto bg-card p-6">
      <Notice
        tone="warn"
        title="The page is not started by itself"
        action={
          <Button size="s" onClick={start}>
            Start the page
          </Button>
        }
      >
        {children}
      </Notice>
    </div>
  );
}
