import { FolderOpen } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../../components/button.tsx';
import { Dialog } from '../../../../components/dialog.tsx';
import { IconButton } from '../../../../components/icon-button.tsx';
import { Notice } from '../../../../components/notice.tsx';
import type { WorkbookFile } from '../../../schema.ts';
import { WorkbookError } from '../../../workbook-error.ts';
import type { WorkbookPanelsProps } from '../props.ts';
import { replaceCommands } from './replace-commands.ts';

interface OpenXlsxProps extends Pick<WorkbookPanelsProps, 'desk' | 'onEdit'> {
  disabled?: boolean | undefined;
}

type Opened =
  | {
      readonly kind: 'read';
      readonly name: string;
      readonly file: WorkbookFile;
      readonly notUnderstood: readonly string[];
    }
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly what: string;
      readonly means: string;
      readonly remedy: string;
    };

/** “Open .xlsx”: reads a file here in the browser, says what it could not take over, then puts it in place of the model. */
export function OpenXlsx({ desk, onEdit, disabled = false }: OpenXlsxProps) {
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [reading, setReading] = useState(false);
  async function read(chosen: File) {
    setReading(true);
    setOpened(await readFile(chosen));
    setReading(false);
  }
  function take({ name, file }: Extract<Opened, { kind: 'read' }>) {
    try {
      onEdit(replaceCommands(desk.workbook, file), `Opened ${name}`);
      setOpened(null);
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      setOpened({
        kind: 'refused',
        name,
        what: error.message,
        means: 'The model is as it was.',
        remedy: error.hint,
      });
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        className="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen) void read(chosen);
        }}
      />
      <IconButton
        size="s"
        label={reading ? 'Reading the file' : 'Open an .xlsx'}
        icon={<FolderOpen />}
        disabled={disabled || reading}
        onClick={() => input.current?.click()}
      />
      <Dialog
        open={opened !== null}
        onOpenChange={(open) => open || setOpened(null)}
        title={opened?.kind === 'read' ? `Open ${opened.name}?` : 'This file cannot be opened'}
        actions={
          opened?.kind === 'read' ? (
            <>
              <Button variant="quiet" onClick={() => setOpened(null)}>
                Keep the model
              </Button>
              <Button onClick={() => take(opened)}>Put it in its place</Button>
            </>
          ) : (
            <Button onClick={() => setOpened(null)}>Close</Button>
          )
        }
      >
        {opened === null ? null : opened.kind === 'read' ? (
          <WhatWasRead {...opened} />
        ) : (
          <WhyNot {...opened} />
        )}
      </Dialog>
    </>
  );
}

function WhatWasRead({ file, notUnderstood }: Extract<Opened, { kind: 'read' }>) {
  const cells = file.sheets.reduce((sum, sheet) => sum + Object.keys(sheet.cells).length, 0);
  const sheets = file.sheets.length === 1 ? '1 sheet' : `${file.sheets.length} sheets`;
  return (
    <div className="flex flex-col gap-4">
      <p>
        {sheets} with {cells.toLocaleString('en-GB')} cells. It takes the place of the model; undo brings the
        model back. The file stays in this browser.
      </p>
      {notUnderstood.length === 0 ? null : (
        <Notice tone="warn" title="Not taken over">
          <ul className="list-disc pl-5">
            {notUnderstood.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function WhyNot({ name, what, means, remedy }: Extract<Opened, { kind: 'refused' }>) {
  return (
    <Notice tone="bad" announce="assertive" title={what}>
      <p>{means}</p>
      <p className="mt-1">{remedy}</p>
      <p className="mt-2 text-note text-muted">{name}</p>
    </Notice>
  );
}

/** What reads the file is fetched when one is chosen. */
async function readFile(chosen: File): Promise<Opened> {
  const { name } = chosen;
  const [{ importXlsx }, { XlsxError }] = await Promise.all([
    import('../../../xlsx/import.ts'),
    import('../../../xlsx/xlsx-error.ts'),
  ]);
  try {
    const { file, notUnderstood } = await importXlsx(new Uint8Array(await chosen.arrayBuffer()));
    return { kind: 'read', name, file, notUnderstood };
  } catch (error) {
    if (!(error instanceof XlsxError)) throw error;
    return { kind: 'refused', name, what: error.what, means: error.means, remedy: error.do };
  }
}
