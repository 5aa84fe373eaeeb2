import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';

/** The code that reads the runs, or the browser's own store, failed. */
export function RunsUnread({ title }: { title: string }) {
  return (
    <Notice
      tone="bad"
      announce="assertive"
      title={title}
      action={
        <Button size="s" onClick={() => location.reload()}>
          Reload the page
        </Button>
      }
    >
      The connection to the site was lost, or this browser would not open its storage. Nothing was deleted.
      Check the connection, then reload the page.
    </Notice>
  );
}

/** The same for one run, which has the whole screen. */
export function RunUnread() {
  return (
    <div className="grid h-full place-items-center p-6">
      <div className="max-w-lg">
        <RunsUnread title="This run cannot be read" />
      </div>
    </div>
  );
}
