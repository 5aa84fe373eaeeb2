import { floorNames } from './floor.ts';

/**
 * The first script of every page. In a browser below the floor it ends the page before any module
 * runs and says in plain words what to do; anything newer passes at once. It speaks the JavaScript
 * of 2009, sets styles by property (a policy stops style elements), and its text is fixed, so that
 * the policy of the page allows it by its hash.
 *
 * What is asked for came to each engine exactly at the floor: `sin()` in styles to Chrome 111, `toSorted` to
 * Firefox 115, lookbehind in regular expressions to Safari 16.4.
 */
export const tooOldScript = `(function () {
  var fits = false;
  try {
    fits = CSS.supports('width', 'calc(sin(1) * 1px)') && !!Array.prototype.toSorted;
    new RegExp('(?<=a)b');
  } catch (_) {
    fits = false;
  }
  if (fits) return;
  window.stop && window.stop();
  document.title = 'This browser is too old · Firsthand';
  function add(parent, name, text, style) {
    var element = document.createElement(name);
    element.style.cssText = style || '';
    if (text) element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  }
  var root = document.documentElement;
  while (root.lastChild && root.lastChild !== document.head) root.removeChild(root.lastChild);
  root.style.cssText = 'background:#faf7f1;color:#1c1a17';
  var body = add(root, 'body', '', 'margin:0;font:18px/1.6 system-ui,"Segoe UI",Roboto,Helvetica,Arial,sans-serif');
  var main = add(body, 'main', '', 'max-width:620px;margin:0 auto;padding:64px 24px');
  add(main, 'p', 'Firsthand', 'margin:0 0 40px;font-weight:600;font-size:17px');
  add(main, 'h1', 'This browser is too old', 'margin:0 0 16px;font:400 38px/1.15 Georgia,serif');
  add(main, 'p', 'The agent works in a sandbox inside the browser, and this browser lacks parts that the sandbox needs. Nothing was started, nothing is lost.', 'margin:0 0 32px');
  add(main, 'h2', 'What to do', 'margin:0 0 8px;font-size:18px;font-weight:600');
  add(main, 'p', 'Update this browser, or open this address in one of these, or newer:', 'margin:0');
  var list = add(main, 'ul', '', 'margin:8px 0 32px;padding-left:24px');
  var names = ${JSON.stringify(floorNames)};
  for (var index = 0; index < names.length; index++) add(list, 'li', names[index], 'margin:4px 0');
  add(main, 'p', 'Is the browser managed by your company? Show this page to your IT department.', 'margin:0 0 32px');
  add(main, 'p', location.href, 'margin:0;padding:12px 16px;border:1px solid #cfc8bb;border-radius:8px;font:15px/1.5 Consolas,Menlo,monospace;word-wrap:break-word');
})();`;
