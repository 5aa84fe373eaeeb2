import { Download, EllipsisVertical, Eye, MonitorPlay, Trash2 } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Menu } from '../../components/menu.tsx';
import { ProgressRing } from '../../components/progress-ring.tsx';
import { badgeWording } from '../badge.ts';
import { exportForms, exportRun } from './export-run.ts';
import { loadRun, type StoredRun } from './library.ts';

/** One run: what it was in a line, who played the model's part, and how its checks stood. */
export function RunRow({ run, onDelete }: { run: StoredRun; onDelete?: () => void }) {
  const { header, summary } = run;
  const { brand, title } = header;
  const badge = badgeWording(header);
  const href = `/runs/view/?id=${encodeURIComponent(run.runId)}`;
  return (
    <li className="group relative flex items-center gap-4 rounded-card bg-card p-4 shadow-card transition-shadow hover:shadow-high sm:gap-5 sm:p-5">
      {summary.checks ? (
        <ProgressRing
          value={summary.checks.passing}
          max={summary.checks.total}
          label="Checks passed"
          size={48}
          tone={summary.checks.passing === summary.checks.total ? 'good' : 'bad'}
        />
      ) : (
        <span
          aria-hidden="true"
          className="size-12 shrink-0 rounded-[14px]"
          style={{ background: brand.primary }}
        />
      )}
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-sans text-[1.0625rem] font-[580] tracking-normal">
          <a href={href} className="after:absolute after:inset-0 after:rounded-card">
            {title} <span className="font-normal text-muted">for {brand.name}</span>
          </a>
        </h2>
        <p className="line-clamp-2 text-note text-muted">{summary.line}</p>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs text-muted">
          <Badge
            size="s"
            tone={header.mode === 'live' ? 'good' : header.mode === 'rehearsal' ? 'warn' : 'neutral'}
          >
            {badge.short}
          </Badge>
          <time dateTime={header.startedAt}>{sayWhen(header.startedAt)}</time>
          {header.parentRunId && <span>forked</span>}
          {header.damage && (
            <Badge size="s" tone="bad">
              Damaged
            </Badge>
          )}
        </p>
      </div>
      <div className="relative z-1">
        <Menu
          trigger={<IconButton label={`More about ${title}`} icon={<EllipsisVertical />} />}
          items={[
            { label: 'Look inside', icon: <Eye />, href },
            ...(header.damage
              ? []
              : [
                  {
                    label: 'Replay it',
                    help: 'On stage, step by step',
                    icon: <MonitorPlay />,
                    href: replayHref(run),
                  },
                ]),
            ...exportForms(Boolean(summary.workbook), header.damage !== undefined).map(
              ({ form, label, help }) => ({
                label,
                help,
                icon: <Download />,
                onSelect: () => void loadRun(run.runId).then((record) => record && exportRun(record, form)),
              }),
            ),
            ...(onDelete
              ? [
                  'separator' as const,
                  { label: 'Delete', icon: <Trash2 />, tone: 'danger' as const, onSelect: onDelete },
                ]
              : []),
          ]}
        />
      </div>
    </li>
  );
}

/** The projector, with this run played back. */
function replayHref({ runId, header }: StoredRun): string {
  return `/stage/?${new URLSearchParams({ demo: header.demo, mode: 'replay', of: runId })}`;
}

function sayWhen(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}
