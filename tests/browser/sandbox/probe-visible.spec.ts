/** The probe's own rule of what is shown, beside the browser's: both must give the same answer. */
import { expect, test } from '@playwright/test';

const page = `
  <div id="plain"><span id="inline">a</span><span id="empty"></span><br id="break"></div>
  <div id="none" data-style="display: none"><p id="in-none">x</p></div>
  <div id="hidden" data-style="visibility: hidden"><p id="in-hidden">x</p><p id="shown-again" data-style="visibility: visible">x</p></div>
  <div id="contents" data-style="display: contents"><p id="in-contents">x</p></div>
  <p id="attribute" hidden>x</p>
  <p id="until-found" hidden="until-found"><b id="in-until-found">x</b></p>
  <p id="transparent" data-style="opacity: 0">x</p>
  <div id="skipped" data-style="content-visibility: hidden"><p id="in-skipped">x<i id="deep-skipped">y</i></p></div>
  <div id="auto" data-style="content-visibility: auto"><p id="in-auto">x</p></div>
  <details id="closed"><summary id="first">s<b id="in-summary">!</b></summary><summary id="second">t</summary><p id="in-closed">x<i id="deep-closed">y</i></p></details>
  <details id="open" open><summary id="open-summary">s</summary><p id="in-open">x</p></details>
  <details id="bare"><p id="in-bare">x</p></details>
  <table id="table"><tr id="row" data-style="visibility: collapse"><td id="cell">x</td></tr></table>
  <select id="select"><option id="option">x</option></select>
  <svg id="svg" width="10" height="10"><g id="group"><rect id="shape" width="5" height="5"></rect></g></svg>
  <div id="flat" data-style="width: 0; height: 0; overflow: hidden"><p id="in-flat">x</p></div>
  <div id="away" data-style="position: absolute; left: -9999px">x</div>
  <textarea id="area">x</textarea><input id="field"><input id="secret" type="hidden">
  <dialog id="dialog"><p id="in-dialog">x</p></dialog>`;

test('what is shown is what the browser says is shown', async ({ page: tab }) => {
  await tab.goto('/tests/harness/blank.html');
  const answers = await tab.evaluate(async (html) => {
    const path = '/src/sandbox/engines/embedded/frame/probe-dom.ts';
    const { isVisible } = (await import(path)) as { isVisible(element: Element): boolean };
    document.body.innerHTML = html;
    for (const element of document.querySelectorAll<HTMLElement>('[data-style]'))
      element.style.cssText = element.dataset['style'] ?? '';
    const gone = document.createElement('p');
    return [gone, ...document.querySelectorAll('[id]')].map((element) => ({
      id: element.id || 'not on the page',
      own: isVisible(element),
      browser: element.checkVisibility({ visibilityProperty: true }),
    }));
  }, page);
  expect(answers.length).toBeGreaterThan(40);
  expect(answers.filter(({ own }) => !own).length).toBeGreaterThan(10);
  expect(answers.filter(({ own, browser }) => own !== browser)).toEqual([]);
});
