/** Who the page speaks to, and how. */
export const intro = {
  audience: 'our customers',
  headline: 'Tell us what the storm did',
  lede: 'Five short questions. We answer within one working day, and at once where your home is open to the weather.',
  send: 'Send the report',
};
