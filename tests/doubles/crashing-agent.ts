/** A model that writes an app which throws on its first render, and asks for something all the same. */
import type { Scenario } from './provider-double.ts';
import { readProgress } from './run-scenario.ts';

/** Outside the component: it runs although nothing is ever rendered. */
export const crashingApp = `setTimeout(() => {
  alert('The figures are ready');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['a;b'], { type: 'text/csv' }));
  link.download = 'figures.csv';
  link.click();
}, 0);
const people = undefined as unknown as readonly string[];
export function App() {
  return <p>{people.join(', ')}</p>;
}
`;

/** Says that it is done: nothing that it reads keeps it from that. */
export const crashingAgent: Scenario = (request) => {
  const { requestsOfPerson, stepsSince, replies } = readProgress(request);
  if (requestsOfPerson > 1 || stepsSince > 0) return { text: 'The app is there.' };
  return {
    text: 'Here is the app.',
    calls: [
      { id: `toolu_${replies}`, name: 'write_file', input: { path: '/src/App.tsx', content: crashingApp } },
    ],
  };
};
