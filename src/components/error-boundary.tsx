import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface ErrorBoundaryProps {
  children: ReactNode;
  /** What this part is, as in "The stage stopped". Default `This part of the page`. */
  part?: string | undefined;
  /** Called once with what was thrown. */
  onError?: ((error: unknown) => void) | undefined;
}

/** Keeps a failure of one part from taking the page down, and says what to do. Shows no stack trace. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="grid h-full min-h-60 place-items-center p-6">
        <Notice
          tone="bad"
          announce="assertive"
          title={`${this.props.part ?? 'This part of the page'} stopped`}
          action={
            <>
              <Button size="s" onClick={() => this.setState({ failed: false })}>
                Try again
              </Button>
              <Button size="s" variant="quiet" onClick={() => location.reload()}>
                Load the page again
              </Button>
            </>
          }
          className="max-w-lg"
        >
          Something went wrong in the page itself. Your work up to the last step is kept in this browser. Try
          again; if it stops again, load the page anew.
        </Notice>
      </div>
    );
  }
}
