/** The pages of the header, in order. */
export const mainPages = [
  { href: '/labs/', label: 'Labs' },
  { href: '/stage/', label: 'Stage' },
  { href: '/playground/', label: 'Playground' },
  { href: '/runs/', label: 'My runs' },
  { href: '/help/', label: 'Help' },
] as const;

/** The pages of the footer, in two groups. */
export const footerPages = [
  {
    title: 'For you',
    pages: [
      { href: '/record/', label: 'My record' },
      { href: '/help/start-tonight/', label: 'Start tonight' },
      { href: '/help/data-flow/', label: 'Where your data goes' },
    ],
  },
  {
    title: 'For facilitators',
    pages: [
      { href: '/preflight/', label: 'Preflight' },
      { href: '/settings/', label: 'Settings' },
      { href: '/help/facilitator/', label: 'Run a session' },
    ],
  },
] as const;
