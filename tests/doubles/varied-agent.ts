/**
 * Plays the model's part as no rehearsal does: other files, other names of views, another language, other sheets.
 * It errs as models do (an unknown tool, input that is missing, a file that does not compile, a failing test) and
 * repairs what it reads; it streams in single characters and sends several calls in one answer.
 */
import { otherModel } from '../demos/model/other-models.ts';
import type { DoubleRequest, Scenario } from './provider-double.ts';
import { offersTool, readProgress } from './run-scenario.ts';
import type { Turn, TurnCall } from './turn.ts';

/** How an agent goes about it beside building. */
export type Variant = 'builds' | 'asks' | 'prose' | 'refuses' | 'silent' | 'loops';

/** The app of the varied agent, by path; the rules are wrong at first. */
function appFiles(brand: { name: string; primary: string }) {
  return {
    '/src/marke.ts': `export const marke = { name: ${JSON.stringify(brand.name)}, farbe: '${brand.primary}' };\n`,
    '/src/regeln/anmelden.ts': rules('/@/'),
    '/src/regeln/anmelden.test.ts': `import { describe, expect, it } from 'vitest';
import { pruefe } from './anmelden.ts';
describe('Anmelden', () => {
  it('nimmt eine ganze Angabe', () => expect(pruefe({ name: 'Robin', mail: 'r@example.com', team: 'Vertrieb' })).toEqual({}));
  it('weist eine Adresse ohne Domain ab', () => expect(pruefe({ name: 'Robin', mail: 'r@', team: 'Vertrieb' }).mail).toBeTruthy());
  it('verlangt einen Namen', () => expect(pruefe({ name: '', mail: 'r@example.com', team: 'Vertrieb' }).name).toBeTruthy());
});
`,
    '/src/styles.css': `body { margin: 0; font: 17px/1.5 system-ui, sans-serif; color: #1b1b1f; background: #ffffff }
.seite { display: grid; grid-template-columns: 190px 1fr; min-height: 100vh }
aside { padding: 20px; background: ${brand.primary}; color: #ffffff }
aside nav { display: grid; gap: 8px; margin-top: 20px }
aside button { font: inherit; padding: 10px; border: 0; border-radius: 8px; background: #ffffff; color: #1b1b1f; text-align: left }
main { padding: 24px; display: grid; align-content: start; gap: 14px }
label { display: grid; gap: 4px; max-width: 360px }
input, select { font: inherit; padding: 8px; border: 1px solid #555555; border-radius: 6px; background: #ffffff; color: #1b1b1f }
.fehler { color: #a1001a }
.los { font: inherit; padding: 12px 20px; border: 0; border-radius: 8px; background: ${brand.primary}; color: #ffffff; justify-self: start }
@media (max-width: 560px) { .seite { grid-template-columns: 1fr } }
`,
    '/src/teile/Formular.tsx': `import { type FormEvent, useState } from 'react';
import { pruefe } from '../regeln/anmelden.ts';
const leer = { name: '', mail: '', team: '' };
export function Formular({ onFertig }: { onFertig: (name: string) => void }) {
  const [angabe, setAngabe] = useState(leer);
  const [fehler, setFehler] = useState<Partial<typeof leer>>({});
  function senden(event: FormEvent) {
    event.preventDefault();
    const gefunden = pruefe(angabe);
    setFehler(gefunden);
    if (Object.keys(gefunden).length > 0) return;
    localStorage.setItem('anmeldung', JSON.stringify(angabe));
    onFertig(angabe.name);
  }
  const feld = (id: 'name' | 'mail', text: string) => (
    <label>
      {text}
      <input value={angabe[id]} aria-invalid={Boolean(fehler[id])} onChange={(e) => setAngabe({ ...angabe, [id]: e.target.value })} />
      {fehler[id] && <span className="fehler" role="alert">{fehler[id]}</span>}
    </label>
  );
  return (
    <form noValidate onSubmit={senden} style={{ display: 'grid', gap: 12 }}>
      {feld('name', 'Name')}
      {feld('mail', 'E-Mail')}
      <label>
        Team
        <select value={angabe.team} aria-invalid={Boolean(fehler.team)} onChange={(e) => setAngabe({ ...angabe, team: e.target.value })}>
          <option value="">Bitte auswählen</option>
          <option>Vertrieb</option>
          <option>Werk</option>
        </select>
        {fehler.team && <span className="fehler" role="alert">{fehler.team}</span>}
      </label>
      <button className="los" type="submit">Absenden</button>
    </form>
  );
}
`,
    '/src/teile/Zahlen.tsx': `export function Zahlen({ leute }: { leute: readonly string[] }) {
  function laden() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([leute.join('\\n')], { type: 'text/csv' }));
    link.download = 'leute.csv';
    link.click();
  }
  return (
    <>
      <p>{leute.length} Personen sind angemeldet: {leute.join(', ')}.</p>
      <button className="los" type="button" onClick={() => confirm('Liste speichern?') && laden()}>Als CSV speichern</button>
    </>
  );
}
`,
    '/src/App.tsx': `import { useState } from 'react';
import { marke } from './marke.ts';
import { Formular } from './teile/Formular.tsx';
import { Zahlen } from './teile/Zahlen.tsx';
const orte = ['Ablauf', 'Anmeldung', 'Auswertung'] as const;
export function App() {
  const [ort, setOrt] = useState<(typeof orte)[number]>('Ablauf');
  const [leute, setLeute] = useState(['Robin', 'Kim']);
  const [fertig, setFertig] = useState(false);
  return (
    <div className="seite">
      <aside>
        <strong>{marke.name}</strong>
        <nav>
          {orte.map((each) => (
            <button key={each} type="button" aria-current={each === ort ? 'page' : undefined} onClick={() => { setOrt(each); setFertig(false); }}>{each}</button>
          ))}
        </nav>
      </aside>
      <main>
        <h1>{ort}</h1>
        {ort === 'Ablauf' && <p>Montag: Ankommen und Werkstatt. Dienstag: Ausflug und Abschluss.</p>}
        {ort === 'Anmeldung' && (fertig ? <p>Danke, der Platz ist reserviert.</p> : <Formular onFertig={(name) => { setLeute([...leute, name]); setFertig(true); }} />)}
        {ort === 'Auswertung' && <Zahlen leute={leute} />}
      </main>
    </div>
  );
}
`,
  };
}

function rules(address: string): string {
  return `export interface Angabe { name: string; mail: string; team: string }
export function pruefe({ name, mail, team }: Angabe): Partial<Angabe> {
  const fehler: Partial<Angabe> = {};
  if (!name.trim()) fehler.name = 'Bitte einen Namen angeben';
  if (!${address}.test(mail)) fehler.mail = 'Bitte eine gültige Adresse angeben';
  if (!team) fehler.team = 'Bitte ein Team auswählen';
  return fehler;
}
`;
}

const write = (path: string, content: string, purpose: string): TurnCall => ({
  name: 'write_file',
  input: { purpose, path, content },
});

function appSteps(request: DoubleRequest): readonly Turn[] {
  const files = appFiles(brandIn(request));
  const broken = files['/src/App.tsx'].replace('export function App() {', 'export function App( {');
  return [
    {
      reasoning: 'Eine andere Anordnung: Seitenleiste, drei Orte.',
      text: 'Zuerst der Plan: ein Ablauf, eine Anmeldung, eine Auswertung. Die Regeln stehen für sich, damit sie geprüft werden können. Danach folgen die Teile der Seite und zum Schluss die Prüfung.',
      calls: [
        { name: 'create_file', input: { path: '/src/marke.ts' } },
        { name: 'write_file', input: { path: '/src/marke.ts' } },
      ],
    },
    {
      text: 'Die Werkzeuge heißen hier anders. Jetzt alle Teile auf einmal.',
      calls: [
        { name: 'set_phase', input: { title: 'Build' } },
        write('/src/marke.ts', files['/src/marke.ts'], 'the company’s name'),
        write('/src/regeln/anmelden.ts', files['/src/regeln/anmelden.ts'], 'the rules of signing up'),
        write('/src/regeln/anmelden.test.ts', files['/src/regeln/anmelden.test.ts'], 'tests of the rules'),
        write('/src/styles.css', files['/src/styles.css'], 'the design'),
        write('/src/teile/Formular.tsx', files['/src/teile/Formular.tsx'], 'the form'),
        write('/src/teile/Zahlen.tsx', files['/src/teile/Zahlen.tsx'], 'the numbers'),
        write('/src/App.tsx', broken, 'the page'),
      ],
    },
    {
      text: 'Prüfen.',
      calls: [
        { name: 'bash', input: { command: 'npm test' } },
        { name: 'inspect_preview', input: {} },
      ],
    },
    {
      text: 'Eine Adresse ohne Domain geht durch, und eine Klammer fehlt. Beides wird repariert.',
      calls: [
        write(
          '/src/regeln/anmelden.ts',
          rules('/^[^\\s@]+@[^\\s@]+\\.[^\\s@]{2,}$/'),
          'the rules of signing up',
        ),
        write('/src/App.tsx', files['/src/App.tsx'], 'the page'),
      ],
    },
    {
      text: 'Noch einmal.',
      calls: [
        { name: 'bash', input: { command: 'npm test' } },
        { name: 'run_checks', input: {} },
      ],
    },
    { text: 'Die App ist da. Die Adresse wurde repariert. Nicht geprüft ist der Druck.' },
  ];
}

/** A change: another brand where one is asked for, else another sentence on the first view. */
function appChange(request: DoubleRequest, round: number): readonly Turn[] {
  const asked = lastWords(request);
  const rebrands = /#[0-9a-f]{6}/i.test(asked);
  const files = appFiles(brandIn(request));
  const calls: TurnCall[] = rebrands
    ? [
        write('/src/marke.ts', files['/src/marke.ts'], 'the company’s name'),
        write('/src/styles.css', files['/src/styles.css'], 'the design'),
      ]
    : [
        {
          name: 'edit_file',
          input: {
            purpose: 'the programme',
            path: '/src/App.tsx',
            old: '<p>Montag:',
            new: `<p>Neu seit Runde ${round}.</p>}\n        {ort === 'Ablauf' && <p>Montag:`,
          },
        },
      ];
  return [{ text: 'Das wird geändert.', calls }, { text: 'Geändert.' }];
}

/** The plan of the subscription briefing, correct, on two sheets with months down the rows. */
function modelSteps(): readonly Turn[] {
  const file = otherModel({ what: 'varied', down: true, inputsAcross: false, formulas: 'other' }).toFile();
  const writes = file.sheets.map(
    ({ name, cells }): TurnCall => ({
      name: 'write_range',
      input: { sheet: name, at: 'A1', rows: rowsOf(cells), purpose: `the sheet ${name}` },
    }),
  );
  return [
    { text: 'Erst lesen.', calls: [{ name: 'read_briefing', input: {} }] },
    {
      text: 'Zwei Blätter, Monate nach unten.',
      calls: [...writes, { name: 'define_name', input: { names: file.names } }],
    },
    {
      text: 'Prüfen.',
      calls: [
        { name: 'check', input: {} },
        { name: 'run_checks', input: {} },
      ],
    },
    { text: 'Das Modell ist da.' },
  ];
}

function rowsOf(cells: Readonly<Record<string, unknown>>): unknown[][] {
  const rows: unknown[][] = [];
  for (const [address, input] of Object.entries(cells)) {
    const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const row = rows[Number(digits) - 1] ?? [];
    row[column] = input;
    rows[Number(digits) - 1] = row;
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from(rows, (row = []) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}

/** "Set Scenario to 2, because …": its model has one named number to ask for, and the number goes there. */
function modelChange(request: DoubleRequest): readonly Turn[] {
  const asked = Number(/Set Scenario to (\d+)/.exec(lastWords(request))?.[1] ?? 1);
  return [
    {
      text: 'Geändert wird die Annahme.',
      calls: [
        {
          name: 'write_range',
          input: { sheet: 'Drivers', at: 'A1', rows: [[asked]], purpose: 'the case that is shown' },
        },
      ],
    },
    { text: 'Die Annahme ist geändert.' },
  ];
}

/** Stateless: how far it is can be read from the conversation. */
export function variedAgent(variant: Variant = 'builds', more: Partial<Turn> = {}): Scenario {
  return (request) => {
    const progress = readProgress(request);
    const { stepsSince, replies } = progress;
    const requestsOfPerson = progress.requestsOfPerson + joinedRequests(request);
    const makesModel = offersTool(request, 'write_range');
    const turn = turnOf(variant, request, { requestsOfPerson, stepsSince, makesModel });
    const calls = (turn.calls ?? []).map((call, index) => ({ ...call, id: `toolu_${replies}_${index}` }));
    return { ...turn, calls, ...more };
  };
}

/** Where an answer is left out of the conversation, two requests stand in one message: how many more there are. */
function joinedRequests({ body }: DoubleRequest): number {
  const list = (body.messages ?? body.input) as readonly { role?: string; content?: unknown }[];
  return list.reduce((more, { role, content }) => {
    if (role !== 'user' || !Array.isArray(content)) return more;
    const texts = content.filter((part: { type?: unknown }) => part.type === 'text').length;
    return more + Math.max(0, texts - 1);
  }, 0);
}

interface Place {
  readonly requestsOfPerson: number;
  readonly stepsSince: number;
  readonly makesModel: boolean;
}

function turnOf(
  variant: Variant,
  request: DoubleRequest,
  { requestsOfPerson, stepsSince, makesModel }: Place,
): Turn {
  const first = requestsOfPerson === 1;
  if (first && variant === 'prose')
    return { text: 'Man nehme React und ein Formular. Dann ist es schnell gebaut.' };
  if (first && variant === 'refuses') return { text: 'Das geht nicht.', stop: 'refusal' };
  if (first && variant === 'silent') return {};
  if (first && variant === 'loops')
    return { text: 'Noch einmal.', calls: [{ name: 'read_file', input: { path: '/fehlt.ts' } }] };
  if (first && variant === 'asks') {
    return {
      text: 'Eine Frage zuerst.',
      calls: [
        {
          name: 'ask_person',
          input: { question: 'Für welche Niederlassung ist die App?', choices: ['Bremen', 'Graz'] },
        },
      ],
    };
  }
  const building = variant === 'builds' ? first : requestsOfPerson === 2;
  const steps = makesModel
    ? building
      ? modelSteps()
      : modelChange(request)
    : building
      ? appSteps(request)
      : appChange(request, requestsOfPerson);
  return steps[Math.min(stepsSince, steps.length - 1)] ?? {};
}

/** The last brand that was asked for. */
function brandIn(request: DoubleRequest): { name: string; primary: string } {
  const words = JSON.stringify(request.body.messages ?? request.body.input ?? '');
  const primary = [...words.matchAll(/colour (?:is )?(#[0-9a-f]{6})/gi)].at(-1)?.[1] ?? '#1f3b73';
  const name =
    [...words.matchAll(/company is (.{1,60}?) and its main colour/g)].at(-1)?.[1] ??
    / (?:for|of) ((?:(?! of )[^,"]){1,60}), in its colour/.exec(words)?.[1] ??
    'Muster';
  return { name, primary };
}

function lastWords({ body }: DoubleRequest): string {
  const list = (body.messages ?? body.input) as readonly Record<string, unknown>[];
  return JSON.stringify(list.findLast(({ role }) => role === 'user') ?? '');
}
